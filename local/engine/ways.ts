import type { Report } from "./progress";

/** What a {@link Way} works with. */
export interface WayContext {
  /** The environment of the user: PATH, proxies, Go's variables. */
  env: NodeJS.ProcessEnv;

  /** Tells the user of progress. */
  report: Report;
}

/** One way to get a Pulumi CLI that is not on this machine yet. */
export interface Way {
  source: "installer" | "go";

  /** In the words of the user, as in "from the official installer". */
  title: string;

  /** The `major.minor.patch` that it delivers. */
  version: string;

  /**
   * Fills an empty folder with `bin/pulumi` and what belongs beside it.
   *
   * @throws Error whose message says why it cannot and what would help.
   */
  make(root: string, context: WayContext): Promise<void>;
}
