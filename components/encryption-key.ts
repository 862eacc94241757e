import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { ArgumentError } from "./errors";
import { keyPolicy } from "./plan/key-policy";
import { exactName } from "./plan/names";
import { Scope } from "./plan/scope";

/** Arguments of {@link EncryptionKey}. */
export interface EncryptionKeyArgs {
  /** The system and environment that the key is for. */
  scope: Scope;

  /**
   * Log groups that may use the key beside those with the system's name (`…/<app>-<environment>…`);
   * `*` matches any run of characters, e.g. `/ecs/event-booking-cluster-prod*`. Changes in place.
   *
   * @default - none
   */
  logGroups?: readonly string[];

  /**
   * Where the key lies, when not with the system: a region that keeps copies of its data. Changing it
   * replaces the key.
   *
   * @default - the scope's region
   */
  region?: string;
}

/**
 * The system's customer-managed KMS key, rotated every year, behind `alias/<app>-<environment>`.
 * Its key policy lets the account's administrators manage it, CloudWatch Logs use it for this
 * system's log groups, and CloudWatch use it to publish alarms. Tasks get their right to decrypt
 * from their own roles.
 *
 * Deleting it waits 30 days in prod, 7 elsewhere, during which everything encrypted can be saved.
 */
export class EncryptionKey extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:encryption-key:EncryptionKey";

  /** ARN of the key; known only once it exists. */
  readonly arn: pulumi.Output<string>;
  /** `alias/…`, known at preview. */
  readonly alias: string;
  /** The region that it lies in. */
  readonly region: string;

  constructor(name: string, args: EncryptionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super(EncryptionKey.__pulumiType, name, args, opts);
    const { scope, region } = args;
    const child = { parent: this };

    if (region !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region)) {
      throw new ArgumentError(`EncryptionKey "${name}": region is ${region}; use e.g. us-west-2`);
    }
    this.region = region ?? scope.region;
    this.alias = exactName("KMS alias", `alias/${scope.name()}`);
    const key = new aws.kms.Key(
      name,
      {
        description: `Secrets, parameters, logs and data of ${scope.name()}`,
        enableKeyRotation: true,
        deletionWindowInDays: scope.isProd ? 30 : 7,
        policy: keyPolicy(scope.at(this.region), args.logGroups),
        region,
      },
      // Outside prod whoever makes the component decides.
      { ...child, protect: scope.isProd || undefined },
    );
    new aws.kms.Alias(name, { name: this.alias, targetKeyId: key.keyId, region }, child);

    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn, alias: this.alias });
  }
}
