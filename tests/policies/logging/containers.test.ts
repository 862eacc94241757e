import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import type { LogGroupArgs } from "@pulumi/aws/cloudwatch";
import type { ClusterArgs, TaskDefinitionArgs } from "@pulumi/aws/ecs";
import { expect } from "chai";

import { ecsClusterContainerInsights } from "../../../policies/logging/ecs-cluster-container-insights";
import { ecsLogGroupExists } from "../../../policies/logging/ecs-log-group-exists";
import { ecsTaskLogConfiguration } from "../../../policies/logging/ecs-task-log-configuration";
import { logGroupRetention } from "../../../policies/logging/log-group-retention";
import { Member, unknownValue } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule } from "../support/rule-cases";
import { describeStackRule, member } from "../support/stack-cases";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";

const options = {
  "awslogs-group": "/ecs/shop",
  "awslogs-region": "eu-central-1",
  "awslogs-stream-prefix": "orders",
};
const logging = (
  change: Record<string, string> = {},
  logDriver: "awslogs" | "awsfirelens" = "awslogs",
): ContainerDefinition => ({
  name: "orders",
  image: "orders:1.4.2",
  logConfiguration: { logDriver, options: { ...options, ...change } },
});
const containers = (...list: ContainerDefinition[]) => ({
  containerDefinitions: JSON.stringify(list),
});

const at = "containerDefinitions[0].logConfiguration";
const lost = `[Container::orders] The container's logs are lost: set ${at}.`;
const astray = (missing: string) =>
  `[Container::orders] The driver awslogs cannot tell where logs go: set ${at}.options.${missing}.`;
const silent: ContainerDefinition = { name: "orders", image: "orders:1.4.2" };
describeRule<TaskDefinitionArgs>(ecsTaskLogConfiguration, TASK, [
  ["reports a container without logs", containers(silent), [lost]],
  [
    "reports a configuration of nothing",
    containers({ ...silent, logConfiguration: { logDriver: undefined } }),
    [lost],
  ],
  [
    "names a container without a name by its place",
    containers({ image: "orders:1.4.2" }),
    [lost.replace("::orders", "::containerDefinitions[0]")],
  ],
  [
    "reports each",
    containers(logging(), { ...silent, name: "proxy" }),
    [lost.replace("::orders", "::proxy").replace("[0]", "[1]")],
  ],
  [
    "reports no options",
    containers({ ...silent, logConfiguration: { logDriver: "awslogs" } }),
    [astray("awslogs-group, awslogs-region, awslogs-stream-prefix")],
  ],
  [
    "reports a missing prefix",
    containers(logging({ "awslogs-stream-prefix": "" })),
    [astray("awslogs-stream-prefix")],
  ],
  [
    "reports logs that are waited for",
    containers(logging({ mode: "blocking" })),
    [
      `[Container::orders] The container stands still while its logs do: set ${at}.options.mode to non-blocking.`,
    ],
  ],
  ["accepts logs that nobody waits for", containers(logging({ mode: "non-blocking" })), []],
  ["accepts no mode, which is that since 2025", containers(logging()), []],
  [
    "accepts another driver, with options of its own",
    containers(logging({ "awslogs-group": "" }, "awsfirelens")),
    [],
  ],
  ["leaves text that is no JSON to ecs-task-definition-valid", { containerDefinitions: "{" }, []],
  ["leaves containers that are not known yet to it", { containerDefinitions: unknownValue }, []],
]);

const task = (...list: ContainerDefinition[]): Member =>
  member<TaskDefinitionArgs>(TASK, "task", containers(...list));
const group = (name: string): Member =>
  member<LogGroupArgs>("aws:cloudwatch/logGroup:LogGroup", "group", { name });
const noGroup = (name: string, index = 0) =>
  `task: [Container::orders] No LogGroup of the stack is called ${name}: set containerDefinitions[${index}].logConfiguration.options.awslogs-group to one.`;
describeStackRule(ecsLogGroupExists, [
  ["reports a group that is none", [group("/ecs/other"), task(logging())], [noGroup("/ecs/shop")]],
  [
    "reports one that ECS would make",
    [task(logging({ "awslogs-create-group": "true" }))],
    [noGroup("/ecs/shop")],
  ],
  [
    "reports each",
    [group("/ecs/shop"), task(logging(), logging({ "awslogs-group": "/ecs/shop2" }))],
    [noGroup("/ecs/shop2", 1)],
  ],
  [
    "numbers a container without a name",
    [task({ ...logging(), name: undefined })],
    [noGroup("/ecs/shop").replace("::orders", "::containerDefinitions[0]")],
  ],
  ["accepts a group of the stack", [group("/ecs/shop"), task(logging())], []],
  [
    "accepts a group of another stack that is named",
    [task(logging())],
    [],
    { elsewhere: ["/ecs/shop"] },
  ],
  ["leaves other drivers alone", [task(logging({}, "awsfirelens"))], []],
  [
    "leaves missing logs and groups to another rule",
    [task(silent, logging({ "awslogs-group": "" }))],
    [],
  ],
  [
    "leaves unreadable containers to another rule",
    [{ ...task(), props: { containerDefinitions: "{" } }],
    [],
  ],
  [
    "passes by containers that are not known yet, and judges the others",
    [
      { ...task(), props: { containerDefinitions: unknownValue } },
      group(unknownValue),
      task(logging()),
    ],
    [noGroup("/ecs/shop")],
  ],
]);

const unseen = "Nobody can see what tasks use: set containerInsights in settings to enabled.";
const insights = (value: string) => ({ settings: [{ name: "containerInsights", value }] });
const CLUSTER = "aws:ecs/cluster:Cluster";
describeRule<ClusterArgs>(ecsClusterContainerInsights, CLUSTER, [
  ["reports that nothing is said", {}, [unseen]],
  ["reports no settings", { settings: [] }, [unseen]],
  ["reports insights that are off", insights("disabled"), [unseen]],
  ["reports another setting", { settings: [{ name: "other", value: "enabled" }] }, [unseen]],
  ["accepts insights", insights("enabled"), []],
  ["accepts more of them", insights("enhanced"), []],
  [
    "waits for what is not known yet",
    insights(unknownValue),
    ["string value at .settings.0.value can't be known during preview"],
  ],
]);

const FOREVER = "Logs are kept, and paid for, for ever: set retentionInDays.";
const gone = (days: number) => `Logs are gone too soon: set retentionInDays to ${days} or more.`;
describeRule<LogGroupArgs>(logGroupRetention, "aws:cloudwatch/logGroup:LogGroup", [
  ["reports that nothing is said, which means for ever", { name: "/ecs/shop" }, [FOREVER]],
  ["reports zero, which means the same", { retentionInDays: 0 }, [FOREVER]],
  ["reports a day", { retentionInDays: 1 }, [gone(7)]],
  ["accepts a week", { retentionInDays: 7 }, []],
  ["accepts more", { retentionInDays: 3653 }, []],
  ["takes another minimum", { retentionInDays: 30 }, [gone(365)], { config: { minimumDays: 365 } }],
  ["leaves a class alone that only passes logs on", { logGroupClass: "DELIVERY" }, []],
  ["holds for logs that are read seldom", { logGroupClass: "INFREQUENT_ACCESS" }, [FOREVER]],
  [
    "does not wait for a key that it does not read",
    { retentionInDays: 30, kmsKeyId: unknownValue },
    [],
  ],
  [
    "waits for days that are not known yet",
    { retentionInDays: unknownValue },
    ["string value at .retentionInDays can't be known during preview"],
  ],
]);

describe("mending a cluster", () => {
  it("turns insights on, and keeps other settings", async () => {
    const other = { name: "other", value: "enabled" };
    const fix = (props: object) => mended(ecsClusterContainerInsights, { type: CLUSTER, props });
    expect(await fix({})).to.deep.equal(insights("enabled"));
    expect(await fix({ settings: [other, ...insights("disabled").settings] })).to.deep.equal({
      settings: [other, ...insights("enabled").settings],
    });
    expect(await fix(insights("enhanced"))).to.equal(undefined);
  });
});
