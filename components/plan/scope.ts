import { ArgumentError } from "../errors";

/** What a stack is for. `local` is the embedded default; sizes and safeguards follow the others. */
export type Environment = "local" | "dev" | "staging" | "prod";

/** Arguments of {@link Scope}. */
export interface ScopeArgs {
  /** The system's base name, lower-case with dashes (`order-management`): part of every name. */
  app: string;

  /** The stack's environment. */
  environment: Environment;

  /**
   * The environment as the system's names spell it (`production` where its documents say so).
   *
   * @default the environment
   */
  label?: string;

  /**
   * Which of several stacks of the environment in one account this is, such as a pull request's own
   * (`pr-12`): stands in the environment's place in every name. Not in prod, whose documented names are of
   * one stack.
   *
   * @default - the only one
   */
  instance?: string;

  /**
   * First part of the names of image repositories, where documents give another than the system's
   * (`customer-portal`). Changing it replaces the repositories.
   *
   * @default the app
   */
  registry?: string;

  /** AWS region, e.g. `us-east-1`. */
  region: string;

  /** AWS account id, twelve digits. */
  accountId: string;
}

/**
 * Where a system runs. Names, parameter paths and ARNs are composed here from plain strings, so that
 * every IAM document is known at preview, before the resources it names exist.
 */
export class Scope {
  /** The system's base name. */
  readonly app: string;
  /** The stack's environment. */
  readonly environment: Environment;
  /** The environment as the system's documents spell it. */
  readonly environmentLabel: string;
  /** The environment as names spell it, or the instance of it. */
  readonly label: string;
  /** The instance, where there may be several. */
  readonly instance?: string;
  /** First part of the names of image repositories. */
  readonly registry: string;
  /** AWS region. */
  readonly region: string;
  /** AWS account id. */
  readonly accountId: string;

  constructor(args: ScopeArgs) {
    const { app, environment, registry = app, region, accountId, instance } = args;
    for (const [argument, value] of Object.entries({ app, registry, instance })) {
      if (value !== undefined && !/^[a-z][a-z0-9-]*[a-z0-9]$/.test(value)) {
        throw new ArgumentError(
          `${argument} is "${value}"; use lower-case letters, digits and dashes, beginning with a letter`,
        );
      }
    }
    if (instance !== undefined && environment === "prod") {
      throw new ArgumentError(`instance is "${instance}"; prod has one stack of a system`);
    }
    this.app = app;
    this.environment = environment;
    this.environmentLabel = args.label ?? environment;
    this.label = instance ?? this.environmentLabel;
    this.instance = instance;
    this.registry = registry;
    this.region = region;
    this.accountId = accountId;
  }

  /** Whether this stack serves customers: stricter defaults, nothing deleted in passing. */
  get isProd(): boolean {
    return this.environment === "prod";
  }

  /** `order-management-prod`, or with a part `order-management-alb-prod`. */
  name(part?: string): string {
    return [this.app, part, this.label].filter(Boolean).join("-");
  }

  /**
   * Path of a parameter or secret: `/order-management/database/url` in prod, as documented, and
   * `/order-management/dev/database/url` elsewhere, so that two environments share an account.
   */
  path(...parts: string[]): string {
    const root = this.isProd ? [this.app] : [this.app, this.instance ?? this.environment];
    return `/${[...root, ...parts].join("/")}`;
  }

  /** Name of an image repository: `order-management/order-service`, outside prod `order-management/dev/order-service`. */
  repository(name: string): string {
    const root = this.isProd ? [this.registry] : [this.registry, this.instance ?? this.environment];
    return [...root, name].join("/");
  }

  /** Host of the account's own image registry. */
  get registryHost(): string {
    const suffix = this.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    return `${this.accountId}.dkr.ecr.${this.region}.${suffix}`;
  }

  /** The same system and environment in another region. */
  at(region: string): Scope {
    return new Scope({ ...this, label: this.environmentLabel, region });
  }

  /** ARN of a regional resource of this account, e.g. `arn("ssm", "parameter/order-management/x")`. */
  arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.accountId}:${resource}`;
  }

  /** ARN of an IAM resource of this account, e.g. `iamArn("role/name")`. */
  iamArn(resource: string): string {
    return this.globalArn("iam", resource);
  }

  /** ARN of a resource of this account that lies in no region, e.g. `globalArn("cloudfront", "distribution/*")`. */
  globalArn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}::${this.accountId}:${resource}`;
  }

  /** ARN in S3, whose ARNs carry neither region nor account: `s3Arn("bucket/prefix/*")`. */
  s3Arn(resource: string): string {
    return `arn:${this.partition}:s3:::${resource}`;
  }

  /** `aws`, or the partition that the region lies in. */
  get partition(): string {
    if (this.region.startsWith("cn-")) {
      return "aws-cn";
    }
    return this.region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
