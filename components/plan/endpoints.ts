/** Endpoints that tasks need where there is no way to the internet. */
export interface EndpointPlan {
  /** Services reached through an interface endpoint, by the last part of the service's name. */
  interfaces: readonly string[];
  /** Services reached through a gateway endpoint. */
  gateways: readonly string[];
}

/**
 * Endpoints of a network without NAT: pull images (`ecr.api`, `ecr.dkr`, and `s3` for the layers),
 * write logs, read parameters and secrets with their key, and open ECS Exec sessions.
 * Source: "Amazon ECS interface VPC endpoints", ECS developer guide.
 */
export const ISOLATED_ENDPOINTS: EndpointPlan = {
  interfaces: ["ecr.api", "ecr.dkr", "kms", "logs", "secretsmanager", "ssm", "ssmmessages"],
  gateways: ["s3"],
};

/** Where NAT leads out, only S3: its gateway endpoint is free and keeps image layers off the NAT. */
export const NAT_ENDPOINTS: EndpointPlan = { interfaces: [], gateways: ["s3"] };
