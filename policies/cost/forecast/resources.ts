import prices from "../prices.json";
import { Charge, Planned } from "./planned";

const { hoursPerMonth } = prices;

/** What costs the same whatever its inputs. */
export function perMonth(part: string, monthlyUsd: number): () => Charge[] {
  return () => [{ part, monthlyUsd }];
}

/** A cluster that is a member of a group is the group's. */
export function cacheCharges({ type, props }: Planned): Charge[] {
  const cache = props as {
    nodeType?: string;
    engine?: string;
    replicationGroupId?: string;
    numCacheNodes?: number;
    numCacheClusters?: number;
    numNodeGroups?: number;
    replicasPerNodeGroup?: number;
  };
  const { elasticache } = prices;
  const hour = (elasticache.hour as Record<string, number | undefined>)[cache.nodeType ?? ""];
  const share = (elasticache.share as Record<string, number | undefined>)[cache.engine ?? "redis"];
  const sharded = (cache.numNodeGroups ?? 0) * (1 + (cache.replicasPerNodeGroup ?? 0));
  const nodes = Math.max(sharded, cache.numCacheClusters ?? cache.numCacheNodes ?? 1);
  const monthlyUsd =
    hour === undefined || share === undefined ? undefined : hour * share * nodes * hoursPerMonth;
  const isMember = type === "aws:elasticache/cluster:Cluster" && cache.replicationGroupId;
  return isMember ? [] : [{ part: "caches", monthlyUsd }];
}

/** A load balancer that the internet reaches has an address in each zone. */
export function loadBalancerCharges({ props }: Planned): Charge[] {
  const balancer = props as {
    loadBalancerType?: string;
    internal?: boolean;
    ipAddressType?: string;
    subnets?: readonly string[];
    subnetMappings?: readonly object[];
  };
  const hours: Record<string, number | undefined> = prices.loadBalancer.hour;
  const hour = hours[balancer.loadBalancerType ?? "application"];
  const zones = (balancer.subnets ?? balancer.subnetMappings ?? []).length;
  const isPublic = !balancer.internal && balancer.ipAddressType !== "dualstack-without-public-ipv4";
  return [
    { part: "load balancers", monthlyUsd: hour && hour * hoursPerMonth },
    {
      part: "public IPv4 addresses",
      monthlyUsd: isPublic ? zones * prices.publicIpv4.hour * hoursPerMonth : 0,
    },
  ];
}

/** Gateway endpoints, which are the default, cost nothing. */
export function endpointCharges({ props }: Planned): Charge[] {
  const { vpcEndpointType, subnetIds = [] } = props as {
    vpcEndpointType?: string;
    subnetIds?: readonly string[];
  };
  const zones = vpcEndpointType === "Interface" ? subnetIds.length : 0;
  const monthlyUsd = zones * prices.interfaceEndpoint.zoneHour * hoursPerMonth;
  return [{ part: "interface endpoints", monthlyUsd }];
}

/** An alarm costs by the metrics it reads, more when it looks more often than once a minute. */
export function alarmCharges({ props }: Planned): Charge[] {
  const { period = 60, metricQueries = [] } = props as {
    period?: number;
    metricQueries?: readonly { metric?: object }[];
  };
  const metrics = Math.max(1, metricQueries.filter(({ metric }) => metric !== undefined).length);
  const { metricMonth, highResolutionMetricMonth } = prices.alarm;
  const each = period < 60 ? highResolutionMetricMonth : metricMonth;
  return [{ part: "alarms", monthlyUsd: metrics * each }];
}

/** A policy that keeps a metric at a target has two alarms made, one for each side. */
export function scalingCharges({ props }: Planned): Charge[] {
  const alarms = props.policyType === "TargetTrackingScaling" ? 2 : 0;
  return [{ part: "alarms", monthlyUsd: alarms * prices.alarm.metricMonth }];
}

export function firewallCharges({ props }: Planned): Charge[] {
  const rules = ((props.rules ?? []) as object[]).length;
  const { month, ruleMonth } = prices.firewall;
  return [{ part: "firewalls", monthlyUsd: month + rules * ruleMonth }];
}
