import type { DistributionArgs } from "@pulumi/aws/cloudfront";
import type { QueueArgs, RedriveAllowPolicyArgs, RedrivePolicyArgs } from "@pulumi/aws/sqs";
import { expect } from "chai";

import { cloudfrontOriginFailover } from "../../../policies/resilience/cloudfront-origin-failover";
import { sqsDeadLetterQueue } from "../../../policies/resilience/sqs-dead-letter-queue";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { describeRule, Props } from "../support/rule-cases";

const alone = "No origin takes over from one that fails: add originGroups with two members.";
describeRule<DistributionArgs>(
  cloudfrontOriginFailover,
  "aws:cloudfront/distribution:Distribution",
  [
    ["reports a distribution that names no groups", { enabled: true }, [alone]],
    ["reports an empty list", { originGroups: [] }, [alone]],
    [
      "reports two origins that do not stand in for each other",
      {
        origins: [
          { originId: "shop", domainName: "shop.s3.amazonaws.com" },
          { originId: "copy", domainName: "copy.s3.amazonaws.com" },
        ],
      },
      [alone],
    ],
    [
      "accepts a group",
      {
        originGroups: [
          {
            originId: "either",
            failoverCriteria: { statusCodes: [503] },
            members: [{ originId: "shop" }, { originId: "copy" }],
          },
        ],
      },
      [],
    ],
    [
      "waits for a list that is not known yet",
      { originGroups: unknownValue },
      ["string value at .originGroups can't be known during preview"],
    ],
  ],
);

describe(`${cloudfrontOriginFailover.name}'s level`, () => {
  it("is off until a stack gives it one", () => {
    expect(cloudfrontOriginFailover.enforcementLevel).to.equal("disabled");
  });
});

describe(sqsDeadLetterQueue.name, () => {
  const arn = (name: string) => `arn:aws:sqs:us-east-1:123456789012:${name}`;
  const redrive = (name: string) =>
    JSON.stringify({ deadLetterTargetArn: arn(name), maxReceiveCount: 5 });
  const queue = (name: string, props: Props<QueueArgs> = {}): Member => ({
    type: "aws:sqs/queue:Queue",
    name,
    props: { arn: arn(name), ...props },
  });
  const attached = (
    type: "redrivePolicy:RedrivePolicy" | "redriveAllowPolicy:RedriveAllowPolicy",
    name: string,
    props: Props<RedrivePolicyArgs> | Props<RedriveAllowPolicyArgs>,
  ): Member => ({
    type: `aws:sqs/${type}`,
    name: "policy",
    props: { queueUrl: unknownValue, ...props },
    from: { queueUrl: queue(name) },
  });
  const on = (...members: Member[]) => stackViolations(sqsDeadLetterQueue, members);
  const lost = (name: string) =>
    `${name}: A message that fails comes back for ever or is lost: set redrivePolicy to a second queue.`;

  it("reports a queue without another", async () => {
    expect(await on(queue("orders"))).to.deep.equal([lost("orders")]);
    expect(await on(queue("orders", { redrivePolicy: "" }))).to.deep.equal([lost("orders")]);
  });

  it("accepts a queue with another, which needs none itself", async () => {
    const orders = queue("orders", { redrivePolicy: redrive("failed") });
    expect(await on(orders, queue("failed"))).to.deep.equal([]);
    expect(await on(orders, queue("failed-2"))).to.deep.equal([lost("failed-2")]);
  });

  it("accepts both before their ARNs are known", async () => {
    const failed = queue("failed", { name: unknownValue });
    const orders = {
      ...queue("orders", { redrivePolicy: unknownValue }),
      from: { redrivePolicy: failed },
    };
    expect(await on(orders, failed)).to.deep.equal([]);
  });

  it("tells the queues that a policy is made from, and those that it is not", async () => {
    const failed = queue("failed", { name: unknownValue });
    const orders = {
      ...queue("orders", { redrivePolicy: unknownValue }),
      from: { redrivePolicy: [failed, queue("region")] },
    };
    const rest = [queue("region"), queue("other")];
    expect(await on(orders, failed, ...rest)).to.deep.equal([lost("other")]);
    const written = queue("orders", { redrivePolicy: redrive("failed") });
    expect(await on({ ...written, from: { redrivePolicy: [] } }, queue("other"))).to.deep.equal([
      lost("other"),
    ]);
  });

  it("accepts a policy of its own, and the queue that it names", async () => {
    const policy = attached("redrivePolicy:RedrivePolicy", "orders", {
      redrivePolicy: redrive("failed"),
    });
    expect(await on(queue("orders"), queue("failed"), policy)).to.deep.equal([]);
    expect(await on(queue("orders"), queue("other"), policy)).to.deep.equal([lost("other")]);
  });

  it("accepts a queue that others may fill, and reports one that lets none", async () => {
    const allow = (redrivePermission: string) => JSON.stringify({ redrivePermission });
    for (const [permission, expected] of [
      ["allowAll", []],
      ["byQueue", []],
      ["denyAll", [lost("failed")]],
    ] as const) {
      const redriveAllowPolicy = allow(permission);
      const policy = attached("redriveAllowPolicy:RedriveAllowPolicy", "failed", {
        redriveAllowPolicy,
      });
      expect(await on(queue("failed", { redriveAllowPolicy }))).to.deep.equal(expected);
      expect(await on(queue("failed"), policy)).to.deep.equal(expected);
    }
  });

  it("says nothing about other types", async () => {
    expect(await on({ ...queue("orders"), type: "aws:sns/topic:Topic" })).to.deep.equal([]);
  });
});
