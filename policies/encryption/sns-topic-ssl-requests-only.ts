import type { StackValidationPolicy } from "@pulumi/policy";

import { deniesPlainText } from "../iam/plain-text";
import { statementsOf } from "../iam/statements";
import { eachKnown } from "../known";
import { refersTo } from "../references";

/** A topic whose own policy is not given has one of AWS's, which denies nothing. */
export const snsTopicSslRequestsOnly: StackValidationPolicy = {
  name: "sns-topic-ssl-requests-only",
  description: "SNS topics refuse messages that are published without TLS.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["encryption"],
  remediationSteps:
    "Add a TopicPolicy that denies sns:Publish to everyone when aws:SecureTransport is false.",
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit",
  validateStack: ({ resources }, report) => {
    const policies = resources.filter(({ type }) => type === "aws:sns/topicPolicy:TopicPolicy");
    const topics = resources.filter(({ type }) => type === "aws:sns/topic:Topic");
    eachKnown(topics, topic => {
      // The topic's own policy comes last: AWS makes one, which no preview knows.
      const places = [...policies.filter(policy => refersTo(policy, "arn", topic)), topic];
      const isTlsOnly = places.some(({ props }) => {
        const document = props.policy as unknown;
        return statementsOf(() => document).some(statement =>
          deniesPlainText(statement, ["*", "sns:*", "sns:publish"]),
        );
      });
      if (!isTlsOnly) {
        report(
          "The topic takes messages without TLS: deny sns:Publish when aws:SecureTransport is false.",
          topic.urn,
        );
      }
    });
  },
};
