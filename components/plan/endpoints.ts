import { Statement } from "./iam-statements";
import { unique } from "./lists";

/** What a task reaches beyond the peers that its links name. */
export interface Needs {
  /** AWS services, by the last part of their endpoint's service name: `s3`, `ecr.api`. */
  awsServices: readonly string[];
  /** Hosts on the internet. */
  internet: readonly string[];
}

/** Services reached through a gateway endpoint, which costs nothing; all others through an interface. */
export const GATEWAY_SERVICES: readonly string[] = ["dynamodb", "s3"];

/**
 * What Fargate itself calls from a task's network interface: pulls the image (`s3` has its layers) and
 * writes logs. Source: "Amazon ECS interface VPC endpoints", ECS developer guide.
 */
const EVERY_TASK = ["ecr.api", "ecr.dkr", "logs", "s3"];

/** Services whose endpoints have another name than their actions. */
const ENDPOINT_NAMES: Readonly<Record<string, string>> = {
  aps: "aps-workspaces",
  cloudwatch: "monitoring",
  ecr: "ecr.api",
  firehose: "kinesis-firehose",
  kinesis: "kinesis-streams",
  ses: "email",
};

/** Rights that a peer in the VPC checks (EFS mounts, database logins); no AWS service is called. */
const NOT_CALLED = /^(elasticfilesystem:Client|elasticache:Connect$|rds-db:)/;

/**
 * AWS services that a task calls: to start, to fetch its secrets, and by what its code may do there.
 * ECS fetches each secret from the service that keeps it, and that service decrypts it.
 */
export function servicesOf(
  secrets: readonly { kind: "parameter" | "secret" }[],
  statements: readonly Statement[],
): string[] {
  const keepers = secrets.map(({ kind }) => (kind === "parameter" ? "ssm" : "secretsmanager"));
  return unique([...EVERY_TASK, ...keepers, ...statements.flatMap(calledBy)]).sort();
}

function calledBy({ actions, conditions }: Statement): string[] {
  // A key that may be used through other services only is used by those services.
  const indirect = Object.values(conditions ?? {}).some(keys => "kms:ViaService" in keys);
  return actions
    .filter(action => !indirect && !NOT_CALLED.test(action))
    .map(action => action.split(":")[0])
    .map(service => ENDPOINT_NAMES[service] ?? service);
}
