import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "./encryption-key";
import { Scope } from "./plan/scope";

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
 * Components make their alarms with it through {@link Alarms.actions}.
 */
export class Alarms extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:alarms:Alarms";

  /** ARN of the topic. */
  readonly topicArn: pulumi.Output<string>;

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

    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }

  /** What an alarm does when it fires and when it is over. */
  get actions(): Pick<aws.cloudwatch.MetricAlarmArgs, "alarmActions" | "okActions"> {
    return { alarmActions: [this.topicArn], okActions: [this.topicArn] };
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
