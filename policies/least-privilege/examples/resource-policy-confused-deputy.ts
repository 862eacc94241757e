import type { TopicPolicyArgs } from "@pulumi/aws/sns";

import { resource } from "../../example";

const arn = "arn:aws:sns:us-east-1:123456789012:alerts";

const policy = (limits: object) =>
  resource<TopicPolicyArgs>("aws:sns/topicPolicy:TopicPolicy", "alerts", {
    arn,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: arn,
          ...limits,
        },
      ],
    }),
  });

// The alarms of every account there is may use it.
export const bad = [policy({})];

export const good = [
  policy({ Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } }),
];
