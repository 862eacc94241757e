import { numberOf } from "../aws/revisions";

/** A deployment of a service, as AWS remembers it. */
export interface Release {
  /** ARN of ECS's service deployment, or the id of CodeDeploy's. */
  id: string;
  /** ARN of the revision that it brings out. */
  revision: string;
  /** `returning` while AWS takes it back; `failed` when it was taken back or stopped. */
  state: "running" | "returning" | "done" | "failed";
  /** When it was asked for. */
  at: Date;
}

/** Whether AWS is still at it. */
export function isUnderWay(release: Release | undefined): boolean {
  return release?.state === "running" || release?.state === "returning";
}

/**
 * The revision that the newest release went back from, if it is a rollback. A deployment brings out the highest
 * revision of its family, so that a lower one than before it is a rollback: AWS's own history tells, also after a
 * rollback that was interrupted.
 */
export function wentBackFrom(releases: readonly Release[]): string | undefined {
  const [newest] = releases;
  const before = releases.find(({ revision }) => revision !== newest.revision)?.revision;
  return before !== undefined && numberOf(before) > numberOf(newest.revision) ? before : undefined;
}

/**
 * The revision to go back to from `revision`: the last one before it that came out well and that nobody has gone
 * back from since. The releases are the newest first.
 */
export function previousGood(releases: readonly Release[], revision: string): string | undefined {
  return releases.find(
    (one, index) =>
      one.state === "done" &&
      numberOf(one.revision) < numberOf(revision) &&
      !(index > 0 && numberOf(releases[index - 1].revision) < numberOf(one.revision)),
  )?.revision;
}
