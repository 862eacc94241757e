import type { GatewayPlan } from "./gateway/types";
import type { HealthCheck, PlannedPort } from "./listening";
import type { Program } from "./plan/programs";

/** One resource as `pulumi stack export --show-secrets` writes it under `deployment.resources`. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  custom: boolean;
  parent?: string;
  /** True while the engine still has to delete a replaced resource; such a one is not run. */
  delete?: boolean;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/** Where and how to run. */
export interface RunOptions {
  /** Folder against which relative build contexts are read: the project's root. */
  projectDir: string;

  /** Folder that belongs to this stack alone: database files and the record of what runs. */
  stateDir: string;

  /**
   * Where port variables are read from: `GATEWAY_PORT`, `POSTGRES_PORT`, `REDIS_PORT` and
   * `<SERVICE>_PORT`, each 1 to 65535. Unset or empty: 8080, 5433, 6379 and the container's own port.
   * Also `PATH`, where servers such as `redis-server` are looked for, and the values of secrets that
   * an operator puts on AWS, by the variable that the container gets.
   */
  env: Record<string, string | undefined>;
}

/** A database to start. */
export interface DatabasePlan extends PlannedPort {
  /** Its identifier on AWS; also the name of its data folder. */
  name: string;
  /** Major version of PostgreSQL that the stack deploys. */
  major: string;
  user: string;
  password: string;
  database: string;
  dataDir: string;
}

/** A Redis or Valkey server to start. */
export interface CachePlan extends PlannedPort {
  /** Its identifier on AWS; also the name of its data folder. */
  name: string;
  program: Program;
  /** Absent: it asks for none. */
  password?: string;
  /** Whether it is one node that serves every slot of a cluster. */
  cluster: boolean;
  /** `maxmemory-policy`; the server's own default when absent. */
  evictionPolicy?: string;
  dataDir: string;
}

/** A container to run as a process: what it needs of its image, and its environment. */
export interface ContainerPlan {
  /** Service or migration that the process stands for; prefixes its log lines. */
  name: string;
  /** The image's build context, absolute; the working folder of the process. */
  context: string;
  command: string[];
  /** The environment of the task definition with secrets resolved and addresses of this machine. */
  env: Record<string, string>;
  /** Folders that stand for its volumes, made before it starts. */
  folders: string[];
}

/** How a new version of a service takes over from the one that runs. */
export interface RolloutPlan {
  /**
   * What it has to pass, each check within its time to start and as many intervals as failures make
   * it unhealthy: those of its target groups, and the container's own.
   */
  checks: HealthCheck[];
  /** How long requests at the old one may take once no new ones go there. */
  deregistrationSeconds: number;
}

/** An ECS service's container. One process runs for it, whatever its desired count. */
export interface ServicePlan extends ContainerPlan {
  /**
   * Where it answers; absent when the container maps no port. A service with a {@link rollout} does so
   * through a proxy, as with Service Connect: its process listens on a port of its own.
   */
  listen?: PlannedPort;
  healthChecks: HealthCheck[];
  /** Absent when no second process of it can stand beside the first. */
  rollout?: RolloutPlan;
  /**
   * How clients speak with it.
   *
   * @default http
   */
  scheme?: "nats";
  /** Whether the others start when it is healthy, as a broker that they connect to. */
  first?: boolean;
}

/** A task that runs once at every start, before the services. */
export interface MigrationPlan extends ContainerPlan {
  timeoutSeconds: number;
}

/** Something deployed that does not run here, and why. */
export interface SkippedPlan {
  name: string;
  reason: string;
  /** Whether others cannot do without it: a run goes on though they do not become healthy. */
  needed?: boolean;
}

/** Everything that a start needs, worked out before anything starts. */
export interface RunPlan {
  stateDir: string;
  databases: DatabasePlan[];
  caches: CachePlan[];
  migrations: MigrationPlan[];
  services: ServicePlan[];
  gateways: GatewayPlan[];
  skipped: SkippedPlan[];
  /** What differs from AWS and the user should know, one sentence each. */
  notes: string[];
}

/** Where a run speaks to its user. */
export interface RunIo {
  /** A line about the run itself: a phase, a restart, a difference from AWS. */
  report(line: string): void;
  /** A line that a process wrote. */
  log(service: string, line: string): void;
  /** Aborted when the user wants the run to end, also in the middle of its start. */
  signal?: AbortSignal;
}
