import type { TopicArgs, TopicPolicyArgs } from "@pulumi/aws/sns";

import { resource } from "../../example";

const topic = resource<TopicArgs>("aws:sns/topic:Topic", "alarms", { name: "shop-alarms" });

export const bad = [topic];

export const good = [
  topic,
  resource<TopicPolicyArgs>(
    "aws:sns/topicPolicy:TopicPolicy",
    "alarms-policy",
    {
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Deny",
            Principal: "*",
            Action: "sns:Publish",
            Resource: "arn:aws:sns:us-east-1:123456789012:shop-alarms",
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      },
    },
    { from: { arn: "alarms.arn" } },
  ),
];
