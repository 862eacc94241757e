import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { SERVICE_TYPE } from "../ecs-services";
import { eachKnown, peek } from "../known";
import { finding } from "../resource";
import { PROD_ONLY } from "../tags";
import { Watch, watchesIn } from "../watches";

/** What is watched: by which of the rule's lists, and the dimension that holds one of its properties. */
interface Kind {
  list: "service" | "targetGroup" | "database" | "cache";
  dimension: string;
  property: string;
}

const TARGET_GROUP: Kind = {
  list: "targetGroup",
  dimension: "TargetGroup",
  property: "arnSuffix",
};

const KINDS: Readonly<Record<string, Kind>> = {
  [SERVICE_TYPE]: { list: "service", dimension: "ServiceName", property: "name" },
  "aws:lb/targetGroup:TargetGroup": TARGET_GROUP,
  "aws:alb/targetGroup:TargetGroup": TARGET_GROUP,
  "aws:rds/instance:Instance": {
    list: "database",
    dimension: "DBInstanceIdentifier",
    property: "identifier",
  },
  // ElastiCache measures nodes, which are named after their group: <group>-001.
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    list: "cache",
    dimension: "CacheClusterId",
    property: "replicationGroupId",
  },
};

function list(what: string, metrics: readonly string[]) {
  return {
    description: `Metrics of a ${what} that have an alarm; | stands between those of which one is enough.`,
    type: "array" as const,
    items: { type: "string" as const },
    default: [...metrics],
  };
}

export const alarmCoverage: StackValidationPolicy = {
  name: "alarm-coverage",
  description: "Services, target groups, databases and caches have alarms on what fails first.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["logging", PROD_ONLY],
  remediationSteps:
    "Add a MetricAlarm on the metric, with the resource's name among its dimensions.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html",
  configSchema: {
    properties: {
      service: list("service", ["CPUUtilization|RunningTaskCount", "MemoryUtilization"]),
      targetGroup: list("target group", ["HTTPCode_Target_5XX_Count", "UnHealthyHostCount"]),
      database: list("database", ["CPUUtilization", "DatabaseConnections", "FreeStorageSpace"]),
      cache: list("cache", [
        "CPUUtilization|EngineCPUUtilization",
        "DatabaseMemoryUsagePercentage|FreeableMemory",
        "CurrConnections|Evictions",
      ]),
    },
  },
  validateStack: (args, report) => {
    const wanted = args.getConfig<Record<Kind["list"], readonly string[]>>();
    const watches = watchesIn(args.resources);
    const watched = args.resources.filter(({ type }) => type in KINDS);
    eachKnown(watched, resource => {
      const kind = KINDS[resource.type];
      const own = watches.filter(watch => isAbout(watch, resource, kind));
      const metrics = own.map(({ metricName }) => metricName);
      for (const choice of wanted[kind.list]) {
        const names = choice.split("|").filter(name => !isForeign(name, resource));
        if (names.length > 0 && !names.some(name => metrics.includes(name))) {
          report(
            finding(
              `Metric::${choice}`,
              `Nobody is told of trouble: add a MetricAlarm on ${names.join(" or ")}.`,
            ),
            resource.urn,
          );
        }
      }
    });
  },
};

function isAbout(
  { dimensions = {}, sources }: Watch,
  resource: PolicyResource,
  { list: kind, dimension, property }: Kind,
): boolean {
  if (sources.some(({ urn }) => urn === resource.urn)) {
    return true;
  }
  const measured = peek(() => dimensions[dimension]);
  const name = peek(() => resource.props[property] as unknown);
  return (
    typeof measured === "string" &&
    typeof name === "string" &&
    (measured === name || (kind === "cache" && measured.startsWith(`${name}-`)))
  );
}

/** Whether it is a metric of HTTP, which the target group of a network load balancer does not have. */
function isForeign(metric: string, { props }: PolicyResource): boolean {
  const protocol = peek(() => props.protocol as unknown);
  return (
    metric.startsWith("HTTPCode_") &&
    typeof protocol === "string" &&
    /^(TCP|UDP|TLS|TCP_UDP|QUIC|TCP_QUIC|GENEVE)$/.test(protocol)
  );
}
