import type { TopicArgs, TopicPolicyArgs } from "@pulumi/aws/sns";
import { expect } from "chai";

import { snsTopicSslRequestsOnly } from "../../../policies/encryption/sns-topic-ssl-requests-only";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { document, Props, RawStatement } from "../support/rule-cases";

const ARN = "arn:aws:sns:us-east-1:123456789012:orders";
const denial: RawStatement = {
  Effect: "Deny",
  Principal: "*",
  Action: "sns:Publish",
  Resource: ARN,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

const topic = (props: Props<TopicArgs> & { arn?: string } = { arn: ARN }): Member => ({
  type: "aws:sns/topic:Topic",
  name: "orders",
  props,
});
const policy = (text: string, arn: string = ARN, from?: Member["from"]): Member => {
  const props: Props<TopicPolicyArgs> = { arn, policy: text };
  return { type: "aws:sns/topicPolicy:TopicPolicy", props, from };
};
const on = (...members: Member[]) => stackViolations(snsTopicSslRequestsOnly, members);
const open =
  "orders: The topic takes messages without TLS: deny sns:Publish when aws:SecureTransport is false.";

describe(snsTopicSslRequestsOnly.name, () => {
  it("reports a topic without policy, which has AWS's", async () => {
    expect(await on(topic())).to.deep.equal([open]);
  });

  it("accepts a policy that denies plain text", async () => {
    expect(await on(topic(), policy(document(denial)))).to.deep.equal([]);
  });

  it("accepts it among other actions, and in the topic's own policy", async () => {
    for (const Action of ["sns:*", "*", ["sns:Subscribe", "sns:Publish"]]) {
      const text = document({ ...denial, Action });
      expect(await on(topic(), policy(text))).to.deep.equal([]);
      expect(await on(topic({ policy: text }))).to.deep.equal([]);
    }
  });

  it("accepts a policy that names everyone beside others", async () => {
    const text = document({ ...denial, Principal: { AWS: ["*", "123456789012"] } });
    expect(await on(topic(), policy(text))).to.deep.equal([]);
  });

  it("accepts it before ARNs are known", async () => {
    const unborn = topic({ arn: unknownValue, policy: unknownValue });
    const attached = policy(document(denial), unknownValue, { arn: unborn });
    expect(await on(unborn, attached)).to.deep.equal([]);
  });

  const broken: [string, RawStatement][] = [
    ["only to some", { ...denial, Principal: { AWS: "123456789012" } }],
    ["of another action", { ...denial, Action: "sns:Subscribe" }],
    ["under TLS", { ...denial, Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    ["without condition", { ...denial, Condition: undefined }],
    ["by allowing it", { ...denial, Effect: "Allow" }],
  ];
  for (const [title, statement] of broken) {
    it(`reports a policy that denies it ${title}`, async () => {
      expect(await on(topic(), policy(document(statement)))).to.deep.equal([open]);
    });
  }

  it("reports another topic's policy", async () => {
    expect(await on(topic(), policy(document(denial), `${ARN}-2`))).to.deep.equal([open]);
  });

  it("waits for a policy that is not known yet, and judges the other topics", async () => {
    const second = { ...topic({ arn: `${ARN}-2` }), name: "second" };
    expect(await on(topic(), policy(unknownValue), second)).to.deep.equal([
      open.replace("orders:", "second:"),
      "string value at .policy can't be known during preview",
    ]);
  });
});
