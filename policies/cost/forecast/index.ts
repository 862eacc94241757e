import { peek, UNKNOWN } from "../../known";
import prices from "../prices.json";
import { clusterCharges, clusterInstanceCharges, instanceCharges, proxyCharges } from "./database";
import { serviceCharges } from "./fargate";
import { Charge, Planned, Stack } from "./planned";
import {
  alarmCharges,
  cacheCharges,
  endpointCharges,
  firewallCharges,
  loadBalancerCharges,
  perMonth,
  scalingCharges,
} from "./resources";

/** A part of a stack's cost that one resource makes. */
export interface CostLine {
  /** Name of the resource. */
  name: string;
  /** What it is, as one would say it on a bill: `Fargate`, `databases`. */
  part: string;
  monthlyUsd: number;
}

/** What a stack costs a month for being there, at list prices and without traffic or other use. */
export interface Forecast {
  lines: readonly CostLine[];
  /** Names of resources that cost something which is not in the list, or not known yet. */
  unpriced: readonly string[];
}

type Pricing = (resource: Planned, stack: Stack) => Charge[];

const { hoursPerMonth } = prices;

const PRICINGS: Readonly<Record<string, Pricing | undefined>> = {
  "aws:ecs/service:Service": serviceCharges,
  "aws:rds/instance:Instance": instanceCharges,
  "aws:rds/cluster:Cluster": clusterCharges,
  "aws:rds/clusterInstance:ClusterInstance": clusterInstanceCharges,
  "aws:rds/proxy:Proxy": proxyCharges,
  "aws:elasticache/replicationGroup:ReplicationGroup": cacheCharges,
  "aws:elasticache/cluster:Cluster": cacheCharges,
  "aws:lb/loadBalancer:LoadBalancer": loadBalancerCharges,
  "aws:alb/loadBalancer:LoadBalancer": loadBalancerCharges,
  "aws:ec2/natGateway:NatGateway": perMonth("NAT gateways", prices.natGateway.hour * hoursPerMonth),
  "aws:ec2/eip:Eip": perMonth("public IPv4 addresses", prices.publicIpv4.hour * hoursPerMonth),
  "aws:ec2/vpcEndpoint:VpcEndpoint": endpointCharges,
  "aws:kms/key:Key": perMonth("keys", prices.kmsKey.month),
  "aws:kms/replicaKey:ReplicaKey": perMonth("keys", prices.kmsKey.month),
  "aws:secretsmanager/secret:Secret": perMonth("secrets", prices.secret.month),
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarmCharges,
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": perMonth("alarms", prices.alarm.compositeMonth),
  "aws:appautoscaling/policy:Policy": scalingCharges,
  "aws:cloudwatch/dashboard:Dashboard": perMonth("dashboards", prices.dashboard.month),
  "aws:wafv2/webAcl:WebAcl": firewallCharges,
  "aws:route53/zone:Zone": perMonth("hosted zones", prices.hostedZone.month),
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": perMonth(
    "hosted zones",
    prices.hostedZone.month,
  ),
};

/** Forecasts what a stack costs a month before anybody uses it. Prices are those of us-east-1. */
export function forecast(resources: readonly Planned[]): Forecast {
  const stack = byType(resources);
  const lines: CostLine[] = [];
  const unpriced = new Set<string>();
  for (const resource of resources) {
    const charges = peek(() => PRICINGS[resource.type]?.(resource, stack) ?? []);
    for (const { part, monthlyUsd } of charges === UNKNOWN ? [NO_PRICE] : charges) {
      if (monthlyUsd === undefined) {
        unpriced.add(resource.name);
      } else if (monthlyUsd > 0) {
        lines.push({ name: resource.name, part, monthlyUsd });
      }
    }
  }
  return { lines, unpriced: [...unpriced] };
}

/** The sums of a forecast's parts, the largest first. */
export function sumByPart({
  lines,
}: Pick<Forecast, "lines">): [part: string, monthlyUsd: number][] {
  const sums = new Map<string, number>();
  for (const { part, monthlyUsd } of lines) {
    sums.set(part, (sums.get(part) ?? 0) + monthlyUsd);
  }
  return [...sums].sort(([, a], [, b]) => b - a);
}

const NO_PRICE: Charge = { part: "", monthlyUsd: undefined };

function byType(resources: readonly Planned[]): Stack {
  const groups = new Map<string, Planned[]>();
  for (const resource of resources) {
    const group = groups.get(resource.type);
    if (group === undefined) {
      groups.set(resource.type, [resource]);
    } else {
      group.push(resource);
    }
  }
  return type => groups.get(type) ?? [];
}
