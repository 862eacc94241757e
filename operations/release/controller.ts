import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";

import { Context } from "../command";
import { Release } from "./release";

/** Clients of what takes part in a release. */
export interface Clients {
  ecs: ECSClient;
  ecr: ECRClient;
  elb: ElasticLoadBalancingV2Client;
  codeDeploy: CodeDeployClient;
}

/** How a release is waited for. */
export interface Wait extends Pick<Context, "say" | "signal"> {
  /** Seconds after which it counts as failed. */
  timeoutSeconds: number;

  /**
   * Seconds between two looks.
   *
   * @default 5
   */
  pollSeconds?: number;
}

/** Who brings out a service's revisions: ECS itself, or CodeDeploy. */
export interface Controller {
  /** The last releases, the newest first; AWS forgets them after some months. */
  releases(): Promise<Release[]>;
  /** Begins to bring out a revision, which `finish` then waits for. */
  begin(revision: string, wait: Wait): Promise<Release>;
  /** Waits until the release has come out; throws with the reasons when it does not. */
  finish(release: Release, wait: Wait): Promise<void>;
  /** Has AWS take back a release that is under way, and waits until it is over with it. */
  takeBack(release: Release, wait: Wait): Promise<void>;
  /**
   * Whether the tasks are where the stack wants them. Missing where `pulumi up` itself puts them there.
   */
  isPlaced?(): Promise<boolean>;
}
