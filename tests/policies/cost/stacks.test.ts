import type { BudgetArgs } from "@pulumi/aws/budgets";
import type { NatGatewayArgs } from "@pulumi/aws/ec2";
import type { ServiceArgs, TaskDefinitionArgs } from "@pulumi/aws/ecs";
import { expect } from "chai";

import { budgetDefined } from "../../../policies/cost/budget-defined";
import { fargateSpotNonProd } from "../../../policies/cost/fargate-spot-non-prod";
import { monthlyCostWithinBudget } from "../../../policies/cost/monthly-cost-within-budget";
import { natGatewayLimit } from "../../../policies/cost/nat-gateway-limit";
import { DIFFERENCES } from "../../../policies/environments";
import { Member, stackViolations, unknownValue } from "../support/engine";
import type { Props } from "../support/rule-cases";

const inDev = (rule: string) => DIFFERENCES.dev[rule];

describe(natGatewayLimit.name, () => {
  const gateways = (...names: string[]): Member[] =>
    names.map(name => ({
      type: "aws:ec2/natGateway:NatGateway",
      name,
      props: { subnetId: unknownValue } satisfies Props<NatGatewayArgs>,
    }));
  const too = (many: number, maximum: number) =>
    `The stack has ${many} NAT gateways: keep ${maximum} that the zones share.`;

  it("accepts one for each zone", async () => {
    expect(await stackViolations(natGatewayLimit, gateways("a", "b", "c"))).to.deep.equal([]);
  });
  it("reports those beyond, by name", async () => {
    expect(await stackViolations(natGatewayLimit, gateways("d", "a", "c", "b", "e"))).to.deep.equal(
      [`d: ${too(5, 3)}`, `e: ${too(5, 3)}`],
    );
  });
  it("accepts one in dev, and no more", async () => {
    const dev = inDev(natGatewayLimit.name);
    expect(await stackViolations(natGatewayLimit, gateways("a"), dev)).to.deep.equal([]);
    expect(await stackViolations(natGatewayLimit, gateways("a", "b"), dev)).to.deep.equal([
      `b: ${too(2, 1)}`,
    ]);
  });
  it("allows none", async () => {
    expect(await stackViolations(natGatewayLimit, gateways("a"), { maximum: 0 })).to.deep.equal([
      `a: ${too(1, 0)}`,
    ]);
  });
  it("says nothing of a stack without any, nor of other resources", async () => {
    expect(await stackViolations(natGatewayLimit, [])).to.deep.equal([]);
    const others = gateways("a", "b").map(member => ({ ...member, type: "aws:ec2/eip:Eip" }));
    expect(
      await stackViolations(natGatewayLimit, others, inDev(natGatewayLimit.name)),
    ).to.deep.equal([]);
  });
});

describe(fargateSpotNonProd.name, () => {
  const TASK = { type: "aws:ecs/taskDefinition:TaskDefinition", name: "task" };
  const service = (props: Props<ServiceArgs>): Member => ({
    type: "aws:ecs/service:Service",
    name: "orders",
    props,
    from: { taskDefinition: TASK },
  });
  const task = (props: Props<TaskDefinitionArgs>): Member => ({ ...TASK, props });
  const on = (...providers: string[]): Props<ServiceArgs> => ({
    capacityProviderStrategies: providers.map(capacityProvider => ({
      capacityProvider,
      weight: 1,
    })),
  });
  const alone = [
    "orders: Tasks run on FARGATE alone: add FARGATE_SPOT to capacityProviderStrategies.",
  ];
  const efs = { volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1" } }] };

  const cases: [string, Member[], string[], object?][] = [
    ["accepts Spot", [service(on("FARGATE_SPOT"))], []],
    ["accepts Spot beside a base", [service(on("FARGATE", "FARGATE_SPOT"))], []],
    ["reports Fargate alone", [service(on("FARGATE")), task({})], alone],
    ["reports the launch type", [service({ launchType: "FARGATE" })], alone],
    ["accepts the cluster's choice", [service({})], []],
    ["accepts EC2", [service({ launchType: "EC2" })], []],
    ["accepts a service whose tasks keep files", [service(on("FARGATE")), task(efs)], []],
    [
      "reports one whose tasks have volumes that go with them",
      [service(on("FARGATE")), task({ volumes: [{ name: "scratch" }] })],
      alone,
    ],
    ["says nothing by itself", [service(on("FARGATE"))], [], {}],
    [
      "says nothing of providers that are not known yet, and judges the others",
      [
        { ...service({ capacityProviderStrategies: unknownValue }), name: "payments" },
        service(on("FARGATE")),
      ],
      alone,
    ],
    [
      "says nothing of other resources",
      [{ ...service(on("FARGATE")), type: "aws:ecs/taskSet:TaskSet" }],
      [],
    ],
  ];
  for (const [title, stack, expected, config = inDev(fargateSpotNonProd.name)] of cases) {
    it(title, async () => {
      expect(await stackViolations(fargateSpotNonProd, stack, config)).to.deep.equal(expected);
    });
  }
});

describe(budgetDefined.name, () => {
  const budget = (notifications: Props<BudgetArgs>["notifications"]): Member => ({
    type: "aws:budgets/budget:Budget",
    name: "monthly",
    props: { budgetType: "COST", timeUnit: "MONTHLY", notifications },
  });
  const notification = {
    comparisonOperator: "GREATER_THAN",
    notificationType: "FORECASTED",
    threshold: 100,
    thresholdType: "PERCENTAGE",
  };
  const cases: [string, Member[], string[]][] = [
    ["accepts a budget that tells somebody", [budget([notification])], []],
    [
      "reports a stack without one",
      [],
      ["The stack has no budget: add a Budget with notifications."],
    ],
    [
      "reports a stack with other things alone",
      [{ type: "aws:budgets/budgetAction:BudgetAction", props: {} }],
      ["The stack has no budget: add a Budget with notifications."],
    ],
    [
      "reports a budget that tells nobody",
      [budget(undefined)],
      ["monthly: The budget tells nobody: set notifications."],
    ],
    [
      "reports an empty list",
      [budget([])],
      ["monthly: The budget tells nobody: set notifications."],
    ],
    ["accepts what is not known yet", [budget(unknownValue)], []],
  ];
  for (const [title, stack, expected] of cases) {
    it(title, async () => {
      expect(await stackViolations(budgetDefined, stack)).to.deep.equal(expected);
    });
  }
  it("is off until a stack asks for it", () => {
    expect(budgetDefined.enforcementLevel).to.equal("disabled");
  });
});

describe(monthlyCostWithinBudget.name, () => {
  const gateway: Member = { type: "aws:ec2/natGateway:NatGateway", name: "nat", props: {} };
  const balancer: Member = {
    type: "aws:lb/loadBalancer:LoadBalancer",
    name: "alb",
    props: { internal: true },
  };
  const key: Member = { type: "aws:kms/key:Key", name: "key", props: {} };
  const secret: Member = { type: "aws:secretsmanager/secret:Secret", name: "secret", props: {} };
  const stack = [key, secret, balancer, gateway];

  const cases: [string, Member[], number | undefined, string[]][] = [
    ["accepts what is within", stack, 51, []],
    ["accepts what is just as planned", [key], 1, []],
    [
      "reports what is beyond, with the three largest parts",
      stack,
      50,
      [
        "The stack costs at least 51 USD a month, of which 50 are planned: begin with NAT gateways 33, load balancers 16, keys 1.",
      ],
    ],
    [
      "names what it could not count",
      [
        gateway,
        { type: "aws:rds/instance:Instance", name: "db", props: { instanceClass: "db.x9.large" } },
      ],
      30,
      [
        "The stack costs at least 33 USD a month, without db, of which 30 are planned: begin with NAT gateways 33.",
      ],
    ],
    [
      "counts what is known, in a preview",
      [
        gateway,
        { type: "aws:rds/instance:Instance", name: "db", props: { instanceClass: unknownValue } },
      ],
      30,
      [
        "The stack costs at least 33 USD a month, without db, of which 30 are planned: begin with NAT gateways 33.",
      ],
    ],
    ["says nothing of a stack that costs nothing", [{ type: "aws:ec2/vpc:Vpc", props: {} }], 1, []],
    ["says nothing without a maximum", stack, undefined, []],
  ];
  for (const [title, members, maximum, expected] of cases) {
    it(title, async () => {
      expect(
        await stackViolations(
          monthlyCostWithinBudget,
          members,
          maximum === undefined ? {} : { maximum },
        ),
      ).to.deep.equal(expected);
    });
  }
});
