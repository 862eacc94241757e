import type { TopicArgs, TopicPolicyArgs } from "@pulumi/aws/sns";

import { resource } from "../../example";

const arn = "arn:aws:sns:us-east-1:123456789012:orders";

const topicFor = (account: string) => [
  resource<TopicArgs & { arn: string }>("aws:sns/topic:Topic", "orders", { name: "orders", arn }),
  resource<TopicPolicyArgs>("aws:sns/topicPolicy:TopicPolicy", "orders", {
    arn,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { AWS: account }, Action: "sns:Subscribe", Resource: arn },
      ],
    }),
  }),
];

/** Of the warehouse, which is known; the stack's own account is known anyway. */
export const config = { accounts: ["210987654321"] };

export const bad = topicFor("345678901234");

export const good = topicFor("210987654321");
