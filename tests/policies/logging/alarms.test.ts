import type { CompositeAlarmArgs, MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import type { ServiceArgs } from "@pulumi/aws/ecs";
import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache";
import type { InstanceArgs } from "@pulumi/aws/rds";
import type { TopicArgs, TopicSubscriptionArgs } from "@pulumi/aws/sns";

import { alarmActionsEnabled } from "../../../policies/logging/alarm-actions-enabled";
import { alarmCoverage } from "../../../policies/logging/alarm-coverage";
import { alarmTreatMissingData } from "../../../policies/logging/alarm-treat-missing-data";
import { snsAlarmTopicSubscribed } from "../../../policies/logging/sns-alarm-topic-subscribed";
import { Member, unknownValue } from "../support/engine";
import { Case, describeRule, Props, ruleCases } from "../support/rule-cases";
import { describeStackRule, member } from "../support/stack-cases";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts";

const mute = "The alarm tells nobody: set alarmActions to a topic.";
const actions: Case<MetricAlarmArgs & CompositeAlarmArgs>[] = [
  ["reports that nothing is said", {}, [mute]],
  ["reports no actions", { alarmActions: [] }, [mute]],
  ["reports actions for the end only", { okActions: [TOPIC] }, [mute]],
  [
    "reports actions that are off",
    { alarmActions: [TOPIC], actionsEnabled: false },
    ["The alarm is silenced: set actionsEnabled to true."],
  ],
  ["accepts actions, which are on unless they are off", { alarmActions: [TOPIC] }, []],
  ["accepts actions that are on", { alarmActions: [TOPIC], actionsEnabled: true }, []],
  ["accepts a topic that is not known yet", { alarmActions: [unknownValue] }, []],
  ["accepts topics that are not known yet", { alarmActions: unknownValue }, []],
];
describe(alarmActionsEnabled.name, () => {
  ruleCases(alarmActionsEnabled, ALARM, actions);
  ruleCases(alarmActionsEnabled, "aws:cloudwatch/compositeAlarm:CompositeAlarm", actions);
});

const silence =
  "Silence of the metric tells nobody: set treatMissingData to breaching or notBreaching.";
const never = "The alarm cannot go off: set datapointsToAlarm to evaluationPeriods at most.";
describeRule<MetricAlarmArgs>(alarmTreatMissingData, ALARM, [
  ["reports that nothing is said", { evaluationPeriods: 2 }, [silence]],
  [
    "reports more readings than it looks at",
    { evaluationPeriods: 2, datapointsToAlarm: 3, treatMissingData: "breaching" },
    [never],
  ],
  ["reports both", { evaluationPeriods: 1, datapointsToAlarm: 2 }, [silence, never]],
  ["accepts silence that is trouble", { evaluationPeriods: 2, treatMissingData: "breaching" }, []],
  [
    "accepts silence that is none, in words too",
    { evaluationPeriods: 3, datapointsToAlarm: 3, treatMissingData: "missing" },
    [],
  ],
  [
    "does not wait for a threshold that it does not read",
    { evaluationPeriods: 2, treatMissingData: "ignore", threshold: unknownValue },
    [],
  ],
  [
    "waits for what is not known yet",
    { evaluationPeriods: 2, treatMissingData: unknownValue },
    ["string value at .treatMissingData can't be known during preview"],
  ],
]);

const alarm = (props: Props<MetricAlarmArgs>, from?: Member["from"]): Member =>
  member<MetricAlarmArgs>(ALARM, "alarm", { evaluationPeriods: 2, ...props }, { from });
const on = (dimensions: Record<string, string>, ...metrics: string[]) =>
  metrics.map(metricName => alarm({ metricName, dimensions }));
const service = member<ServiceArgs>("aws:ecs/service:Service", "orders", { name: "orders" });
const ofService = { ClusterName: "shop", ServiceName: "orders" };
const targetGroup: Member = {
  type: "aws:lb/targetGroup:TargetGroup",
  name: "web",
  props: { arnSuffix: "targetgroup/web/1" },
};
const ofTargetGroup = { TargetGroup: "targetgroup/web/1", LoadBalancer: "app/shop/1" };
const database = member<InstanceArgs>("aws:rds/instance:Instance", "db", { identifier: "shop" });
const cache = member<ReplicationGroupArgs>(
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "cache",
  { replicationGroupId: "shop" },
);
const missing = (resource: string, ...metrics: string[]) =>
  metrics.map(
    metric =>
      `${resource}: [Metric::${metric}] Nobody is told of trouble: add a MetricAlarm on ${metric.replaceAll("|", " or ")}.`,
  );
const ofNode = { CacheClusterId: "shop-001" };
describeStackRule(alarmCoverage, [
  [
    "reports a service without alarms",
    [service],
    missing("orders", "CPUUtilization|RunningTaskCount", "MemoryUtilization"),
  ],
  [
    "reports a missing alarm of a service",
    [service, ...on(ofService, "CPUUtilization")],
    missing("orders", "MemoryUtilization"),
  ],
  ["accepts a service's", [service, ...on(ofService, "RunningTaskCount", "MemoryUtilization")], []],
  [
    "does not count another service's",
    [service, ...on({ ServiceName: "orders-2" }, "CPUUtilization", "MemoryUtilization")],
    missing("orders", "CPUUtilization|RunningTaskCount", "MemoryUtilization"),
  ],
  [
    "reports a target group without alarms",
    [targetGroup],
    missing("web", "HTTPCode_Target_5XX_Count", "UnHealthyHostCount"),
  ],
  [
    "asks a network load balancer's for hosts alone, which answers no HTTP",
    [{ ...targetGroup, props: { ...targetGroup.props, protocol: "TCP" } }],
    missing("web", "UnHealthyHostCount"),
  ],
  [
    "takes a protocol that is not known yet for HTTP",
    [{ ...targetGroup, props: { ...targetGroup.props, protocol: unknownValue } }],
    missing("web", "HTTPCode_Target_5XX_Count", "UnHealthyHostCount"),
  ],
  [
    "reports one of the older name",
    [{ ...targetGroup, type: "aws:alb/targetGroup:TargetGroup" }],
    missing("web", "HTTPCode_Target_5XX_Count", "UnHealthyHostCount"),
  ],
  [
    "accepts a target group's, in a query too",
    [
      targetGroup,
      ...on(ofTargetGroup, "UnHealthyHostCount"),
      alarm({
        metricQueries: [
          { id: "sum", expression: "a" },
          {
            id: "a",
            metric: {
              metricName: "HTTPCode_Target_5XX_Count",
              dimensions: ofTargetGroup,
              period: 60,
              stat: "Sum",
            },
          },
        ],
      }),
    ],
    [],
  ],
  [
    "reports a database without alarms",
    [database],
    missing("db", "CPUUtilization", "DatabaseConnections", "FreeStorageSpace"),
  ],
  [
    "accepts a database's",
    [
      database,
      ...on(
        { DBInstanceIdentifier: "shop" },
        "CPUUtilization",
        "DatabaseConnections",
        "FreeStorageSpace",
      ),
    ],
    [],
  ],
  [
    "does not count a service's of the same name",
    [
      database,
      ...on({ ServiceName: "shop" }, "CPUUtilization", "DatabaseConnections", "FreeStorageSpace"),
    ],
    missing("db", "CPUUtilization", "DatabaseConnections", "FreeStorageSpace"),
  ],
  [
    "reports a cache without alarms",
    [cache],
    missing(
      "cache",
      "CPUUtilization|EngineCPUUtilization",
      "DatabaseMemoryUsagePercentage|FreeableMemory",
      "CurrConnections|Evictions",
    ),
  ],
  [
    "accepts a cache's nodes'",
    [cache, ...on(ofNode, "EngineCPUUtilization", "DatabaseMemoryUsagePercentage", "Evictions")],
    [],
  ],
  [
    "does not count another cache's nodes",
    [
      cache,
      ...on(
        { CacheClusterId: "shop2-001" },
        "EngineCPUUtilization",
        "DatabaseMemoryUsagePercentage",
        "Evictions",
      ),
    ],
    missing(
      "cache",
      "CPUUtilization|EngineCPUUtilization",
      "DatabaseMemoryUsagePercentage|FreeableMemory",
      "CurrConnections|Evictions",
    ),
  ],
  [
    "takes other metrics",
    [service, ...on(ofService, "CPUUtilization")],
    missing("orders", "RunningTaskCount"),
    { service: ["CPUUtilization", "RunningTaskCount"] },
  ],
  [
    "joins by dependency, before names are known",
    [
      { ...targetGroup, props: { arnSuffix: unknownValue } },
      alarm(
        { metricName: "UnHealthyHostCount", dimensions: { TargetGroup: unknownValue } },
        { dimensions: targetGroup },
      ),
      alarm(
        { metricName: "HTTPCode_Target_5XX_Count", dimensions: unknownValue },
        { dimensions: targetGroup },
      ),
      alarm({ metricQueries: unknownValue }, { metricQueries: targetGroup }),
    ],
    [],
  ],
]);

const topic: Member = {
  ...member<TopicArgs>("aws:sns/topic:Topic", "alerts", {}),
  props: { arn: TOPIC },
};
const subscription = (props: Props<TopicSubscriptionArgs>, from?: Member["from"]): Member =>
  member<TopicSubscriptionArgs>(
    "aws:sns/topicSubscription:TopicSubscription",
    "people",
    { protocol: "email", ...props },
    { from },
  );
const deaf = "alerts: Nobody hears the alarms: add a TopicSubscription.";
describeStackRule(snsAlarmTopicSubscribed, [
  [
    "reports a topic that nobody listens to",
    [topic, alarm({}), alarm({ alarmActions: [TOPIC] })],
    [deaf],
  ],
  [
    "reports another topic's listener",
    [topic, alarm({ alarmActions: [TOPIC] }), subscription({ topic: `${TOPIC}-2` })],
    [deaf],
  ],
  [
    "accepts a listener",
    [topic, alarm({ alarmActions: [TOPIC] }), subscription({ topic: TOPIC })],
    [],
  ],
  [
    "leaves a topic alone that no alarm goes to",
    [topic, alarm({ alarmActions: [`${TOPIC}-2`] }), alarm({})],
    [],
  ],
  [
    "joins by dependency, before ARNs are known",
    [
      { ...topic, props: { arn: unknownValue } },
      alarm({ alarmActions: [unknownValue] }, { alarmActions: topic }),
    ],
    [deaf],
  ],
  [
    "accepts a listener by dependency",
    [
      { ...topic, props: { arn: unknownValue } },
      alarm({ alarmActions: unknownValue }, { alarmActions: topic }),
      subscription({ topic: unknownValue }, { topic }),
    ],
    [],
  ],
]);
