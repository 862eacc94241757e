import * as pulumi from "@pulumi/pulumi";

import type { ImageOperations } from "./container-image";
import type { PlannedCondition } from "./plan/route-conditions";

/** A share of a service's tasks, as ECS takes it. */
export interface CapacityShare {
  capacityProvider: "FARGATE" | "FARGATE_SPOT";
  weight: number;
  /** Tasks that it has before the weights count. */
  base?: number;
}

/** How CodeDeploy deploys a service: the group that does, and where it puts the tasks. */
export interface CodeDeployOperations {
  application: string;
  deploymentGroup: string;
  subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  securityGroupIds: pulumi.Input<string>[];
  capacity: readonly CapacityShare[];
}

/** A service, as the operations commands see it. */
export interface ServiceOperations {
  /** Its name in the program. */
  name: string;
  /** Its name in ECS. */
  service: string;
  /** Family of its task definitions. */
  family: string;
  /** The revision that the program asks for. */
  taskDefinitionArn: pulumi.Input<string>;
  /** Its own container. */
  container: string;
  /** Port of the container. */
  port: number;
  /** How a new version takes over. */
  deployment: "rolling" | "blueGreen" | "canary" | "linear" | "codeDeploy";
  /** How CodeDeploy deploys it, with the deployment `codeDeploy`. */
  codeDeploy?: CodeDeployOperations;
  /** Whether ECS Exec is on. */
  exec: boolean;
  /** Log group of its tasks; their streams begin with `<container>/`. */
  logGroup: string;
  /** Its target groups; none without routes. */
  targetGroupArns: pulumi.Input<string>[];
  /** What the load balancer sends it. */
  routes: {
    paths: readonly string[];
    host?: string;
    /** What else a request must have. */
    conditions: readonly PlannedCondition[];
    /** Whether callers must sign in. */
    auth: boolean;
  }[];
  /** Path that answers 200 when it is well. */
  healthPath: string;
  /** Its image. */
  image: ImageOperations;
}

/** A one-off task, as the operations commands see it. */
export interface MigrationOperations {
  name: string;
  container: string;
  logGroup: string;
  /** Repository of its image, usually a service's; nothing where the program names the image by its digest. */
  repository?: string;
  taskDefinitionArn: pulumi.Input<string>;
  subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  securityGroupIds: pulumi.Input<string>[];
  /** Seconds after which a run counts as failed. */
  timeoutSeconds: number;
}

/** A secret whose value an operator puts, as the operations commands see it. */
export interface SecretOperations {
  /** Name in Secrets Manager. */
  name: string;
  /** Variable of the containers that take it. */
  variable: string;
}

/**
 * What the commands of `operations/` know of a stack: its output `operations`. Services stand in the order
 * in which they are deployed.
 */
export interface Operations {
  region: string;
  cluster: string;
  /** URL that callers use. */
  url: pulumi.Input<string>;
  services: readonly ServiceOperations[];
  migrations: readonly MigrationOperations[];
  secrets: readonly SecretOperations[];
  /** Documented calls that change nothing, for a smoke test: the status that a GET of each path answers. */
  smoke: Readonly<Record<string, number>>;
}
