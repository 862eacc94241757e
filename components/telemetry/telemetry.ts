import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Architecture, ContainerImage } from "../container-image";
import { ArgumentError } from "../errors";
import { Link } from "../link";
import { collectorConfig, OTLP_PORT } from "../plan/collector-config";
import { Statement } from "../plan/iam-statements";
import { Scope } from "../plan/scope";
import { Platform } from "../platform";
import { Sidecar } from "../task/sidecars";

/** What is scraped from a task's own container. */
export interface Scraping {
  /**
   * Path of the metrics on the task's port, in Prometheus' text format.
   *
   * @default "/metrics"
   */
  path?: string;

  /**
   * Seconds between two scrapes, 5 to 300.
   *
   * @default 15
   */
  intervalSeconds?: number;
}

/** Arguments of {@link Telemetry}. */
export interface TelemetryArgs {
  /** What the tasks share with the rest of the system. */
  platform: Platform;

  /**
   * Takes traces from tasks (OTLP over HTTP) and hands them to X-Ray.
   *
   * @default true
   */
  tracing?: boolean;

  /**
   * Scrapes tasks and keeps their metrics in a workspace of Amazon Managed Service for Prometheus.
   *
   * @default - no scraping, no workspace
   */
  prometheus?: Scraping;

  /**
   * Processor of the tasks that it stands beside.
   *
   * @default "x86_64"
   */
  architecture?: Architecture;
}

/** What a task with telemetry gets. */
export interface Collection {
  /** Rights and variables. */
  link: Link;
  /** The collector. */
  sidecar: Sidecar;
}

/** MiB above which a collector is killed, and those that it may hold before it refuses more. */
const MEMORY = { limit: 128, held: 96 };
/** From the project's root. */
const IMAGE = "components/telemetry/image";

/**
 * Tracing and metrics for the tasks that name it in `telemetry`: an OpenTelemetry collector beside
 * each, which takes 128 MiB of the task's memory and does not take the task down with it.
 *
 * @example
 * const telemetry = new Telemetry("telemetry", { platform, prometheus: {} });
 * new MicroService("orders", { …, telemetry });
 */
export class Telemetry extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:telemetry:Telemetry";

  /** The collector's image. */
  readonly image: ContainerImage;
  /** URL that PromQL queries go to; nothing without `prometheus`. */
  readonly queryUrl?: pulumi.Output<string>;

  readonly #scope: Scope;
  readonly #tracing: boolean;
  readonly #scrape?: Required<Scraping> & { writeUrl: pulumi.Output<string> };

  constructor(name: string, args: TelemetryArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Telemetry.__pulumiType, name, args, opts);
    const { tracing, prometheus } = resolveArgs(name, args);
    const { scope, key } = args.platform;
    const child = { parent: this };

    this.image = new ContainerImage(
      name,
      { scope, key, repository: "telemetry", context: IMAGE, architecture: args.architecture },
      child,
    );
    this.#scope = scope;
    this.#tracing = tracing;
    if (prometheus !== undefined) {
      const workspace = new aws.amp.Workspace(
        name,
        { alias: scope.name(), kmsKeyArn: key.arn, tags: { [WORKSPACE_TAG]: scope.name() } },
        child,
      );
      this.queryUrl = pulumi.interpolate`${workspace.prometheusEndpoint}api/v1/query`;
      const writeUrl = pulumi.interpolate`${workspace.prometheusEndpoint}api/v1/remote_write`;
      this.#scrape = { ...prometheus, writeUrl };
    }
    this.registerOutputs({ queryUrl: this.queryUrl });
  }

  /** The collector of one task, by the task's name and port. */
  collect(task: string, port?: number): Collection {
    if (this.#scrape !== undefined && port === undefined) {
      throw new ArgumentError(`${task}: telemetry scrapes metrics, but the task has no port`);
    }
    const config = collectorConfig({
      region: this.#scope.region,
      task,
      tracing: this.#tracing,
      scrape: this.#scrape && { ...this.#scrape, port: port ?? 0 },
      memoryMiB: MEMORY.held,
    });
    return {
      link: {
        statements: [
          ...(this.#tracing ? [SEND_TRACES] : []),
          ...(this.#scrape ? [writeMetrics(this.#scope)] : []),
        ],
        environment: this.#tracing ? tracingVariables(task) : {},
      },
      sidecar: {
        image: this.image,
        essential: false,
        memory: MEMORY.limit,
        environment: { AOT_CONFIG_CONTENT: pulumi.jsonStringify(config) },
        health: {
          command: ["CMD", "/healthcheck"],
          interval: 30,
          timeout: 5,
          retries: 3,
          startPeriod: 10,
        },
      },
    };
  }
}

/** By which the grant knows the workspace, whose id is not known before it exists. */
const WORKSPACE_TAG = "MetricsOf";

/** Both actions take no resource. */
const SEND_TRACES: Statement = {
  sid: "SendTraces",
  actions: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
  resources: ["*"],
};

function writeMetrics(scope: Scope): Statement {
  return {
    sid: "WriteMetrics",
    actions: ["aps:RemoteWrite"],
    resources: [scope.arn("aps", "workspace/*")],
    conditions: { StringEquals: { [`aws:ResourceTag/${WORKSPACE_TAG}`]: scope.name() } },
  };
}

/** Variables that every OpenTelemetry SDK reads. */
function tracingVariables(task: string) {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${OTLP_PORT}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    OTEL_SERVICE_NAME: task,
  };
}

/** Checks what is known before deployment and fills in the defaults. */
function resolveArgs(name: string, { tracing = true, prometheus }: TelemetryArgs) {
  if (!tracing && prometheus === undefined) {
    throw new ArgumentError(`Telemetry "${name}": it is to do nothing; set tracing or prometheus`);
  }
  if (prometheus === undefined) {
    return { tracing };
  }
  const { path = "/metrics", intervalSeconds = 15 } = prometheus;
  if (!path.startsWith("/")) {
    throw new ArgumentError(`Telemetry "${name}": prometheus.path is "${path}"; begin it with /`);
  }
  if (!Number.isInteger(intervalSeconds) || intervalSeconds < 5 || intervalSeconds > 300) {
    throw new ArgumentError(
      `Telemetry "${name}": prometheus.intervalSeconds is ${intervalSeconds}; use a whole number from 5 to 300`,
    );
  }
  return { tracing, prometheus: { path, intervalSeconds } };
}
