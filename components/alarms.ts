import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "./encryption-key";
import { Scope } from "./plan/scope";
import {
  CacheLimits,
  cacheWatches,
  DatabaseLimits,
  databaseWatches,
  Watch,
  WatchedCache,
  WatchedDatabase,
} from "./plan/watches";

/** Arguments of {@link Alarms}. */
export interface AlarmsArgs {
  /** The system and environment that the alarms are for. */
  scope: Scope;
  /** Encrypts the notifications. */
  key: EncryptionKey;

  /**
   * Address that gets every alarm by e-mail, once its owner has confirmed the subscription.
   *
   * @default - nobody; subscribe to {@link Alarms.topicArn} instead
   */
  email?: string;
}

/**
 * An encrypted SNS topic that takes alarms of this account over TLS and tells people of them.
 * Components make their alarms with it through {@link Alarms.actions}; databases and caches are watched
 * by `platform.alarms?.watchDatabase("database", database)`.
 */
export class Alarms extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:alarms:Alarms";

  /** ARN of the topic. */
  readonly topicArn: pulumi.Output<string>;

  readonly #name: string;

  constructor(name: string, args: AlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Alarms.__pulumiType, name, args, opts);
    const { scope, key, email } = args;
    const child = { parent: this };

    const topicName = scope.name("alerts");
    const topic = new aws.sns.Topic(name, { name: topicName, kmsMasterKeyId: key.arn }, child);
    new aws.sns.TopicPolicy(name, { arn: topic.arn, policy: topicPolicy(scope, topicName) }, child);
    if (email !== undefined) {
      new aws.sns.TopicSubscription(
        `${name}-email`,
        { topic: topic.arn, protocol: "email", endpoint: email },
        child,
      );
    }

    this.#name = name;
    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }

  /** What an alarm does when it fires and when it is over. */
  get actions(): Pick<aws.cloudwatch.MetricAlarmArgs, "alarmActions" | "okActions"> {
    return { alarmActions: [this.topicArn], okActions: [this.topicArn] };
  }

  /** Alarms on a database's CPU, connections and free storage. */
  watchDatabase(name: string, database: WatchedDatabase, limits?: DatabaseLimits): void {
    this.#watch(name, databaseWatches(database, limits));
  }

  /** Alarms on the CPU, memory and connections of each of a cache's nodes. */
  watchCache(name: string, cache: WatchedCache, limits?: CacheLimits): void {
    this.#watch(name, cacheWatches(cache, limits));
  }

  #watch(name: string, watches: readonly Watch[]): void {
    for (const watch of watches) {
      new aws.cloudwatch.MetricAlarm(
        `${this.#name}-${name}-${watch.role}`,
        {
          ...this.actions,
          alarmDescription: watch.description,
          namespace: watch.namespace,
          metricName: watch.metricName,
          dimensions: { ...watch.dimensions },
          statistic: watch.statistic,
          comparisonOperator:
            watch.trouble === "above" ? "GreaterThanThreshold" : "LessThanThreshold",
          threshold: watch.threshold,
          period: watch.period,
          evaluationPeriods: watch.readings,
          treatMissingData: "notBreaching",
        },
        { parent: this },
      );
    }
  }
}

function topicPolicy(scope: Scope, topicName: string): string {
  const topic = scope.arn("sns", topicName);
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AlarmsOfThisAccount",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topic,
        Condition: {
          StringEquals: { "aws:SourceAccount": scope.accountId },
          ArnLike: { "aws:SourceArn": scope.arn("cloudwatch", "alarm:*") },
        },
      },
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: topic,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}
