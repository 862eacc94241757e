import type { PolicyResource } from "@pulumi/policy";

import { peek } from "./known";
import { GROUP } from "./security-groups";
import { ofTypes, targetsOf } from "./references";

/** Types of load balancers, with the older names. */
export const LOAD_BALANCERS = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:alb/loadBalancer:LoadBalancer",
];

/** What rules read of a load balancer. */
export interface LoadBalancer {
  loadBalancerType?: string;
}

/** Whether a load balancer speaks HTTP, as it does when nothing is said. */
export function isApplicationLoadBalancer({
  loadBalancerType = "application",
}: LoadBalancer): boolean {
  return loadBalancerType === "application";
}

/** Whether a load balancer faces the internet, as it does when nothing is said. */
export function facesInternet({ props }: PolicyResource): boolean {
  // A gateway load balancer faces nobody.
  return (
    peek(() => props.internal as unknown) !== true &&
    peek(() => props.loadBalancerType as unknown) !== "gateway"
  );
}

/** Where load balancers, the classic ones too, name their security groups. */
export const BALANCER_GROUPS: Readonly<Record<string, string>> = {
  "aws:lb/loadBalancer:LoadBalancer": "securityGroups",
  "aws:alb/loadBalancer:LoadBalancer": "securityGroups",
  "aws:elb/loadBalancer:LoadBalancer": "securityGroups",
};

/** Where what keeps data names its security groups. */
export const DATA_GROUPS: Readonly<Record<string, string>> = {
  "aws:rds/instance:Instance": "vpcSecurityGroupIds",
  "aws:rds/cluster:Cluster": "vpcSecurityGroupIds",
  "aws:rds/proxy:Proxy": "vpcSecurityGroupIds",
  "aws:docdb/cluster:Cluster": "vpcSecurityGroupIds",
  "aws:elasticache/replicationGroup:ReplicationGroup": "securityGroupIds",
  "aws:elasticache/cluster:Cluster": "securityGroupIds",
  "aws:elasticache/serverlessCache:ServerlessCache": "securityGroupIds",
  "aws:efs/mountTarget:MountTarget": "securityGroups",
  "aws:opensearch/domain:Domain": "vpcOptions.securityGroupIds",
};

/** Where ECS names the security groups of tasks. */
export const TASK_GROUPS: Readonly<Record<string, string>> = {
  "aws:ecs/service:Service": "networkConfiguration.securityGroups",
  "aws:ecs/taskSet:TaskSet": "networkConfiguration.securityGroups",
};

/** The security groups of a stack with the resources that they guard, of the types given. */
export function guardedBy(
  resources: readonly PolicyResource[],
  paths: Readonly<Record<string, string>>,
): Map<string, PolicyResource[]> {
  const groups = ofTypes(resources, GROUP);
  const guarded = new Map<string, PolicyResource[]>();
  for (const resource of ofTypes(resources, ...Object.keys(paths))) {
    for (const { urn } of targetsOf(resource, paths[resource.type], groups)) {
      guarded.set(urn, [...(guarded.get(urn) ?? []), resource]);
    }
  }
  return guarded;
}
