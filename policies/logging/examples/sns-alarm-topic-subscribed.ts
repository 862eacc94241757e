import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import type { TopicArgs, TopicSubscriptionArgs } from "@pulumi/aws/sns";

import { resource } from "../../example";

const topic = resource<TopicArgs>("aws:sns/topic:Topic", "alerts", { name: "shop-alerts" });

const alarm = resource<MetricAlarmArgs>(
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "orders-5xx",
  { comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 2 },
  { from: { alarmActions: ["alerts.arn"] } },
);

export const bad = [topic, alarm];

export const good = [
  topic,
  alarm,
  resource<TopicSubscriptionArgs>(
    "aws:sns/topicSubscription:TopicSubscription",
    "operators",
    { protocol: "email", endpoint: "operators@example.com" },
    { from: { topic: "alerts.arn" } },
  ),
];
