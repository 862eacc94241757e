import { TaskSet } from "@aws-sdk/client-ecs";

import { CodeDeployGroup, Service } from "../stack";

/**
 * What CodeDeploy must know of a deployment on ECS. ECS takes network and capacity of such a service from here
 * alone: `pulumi up` cannot change them.
 */
export function appSpec(
  { container, port }: Service,
  { subnetIds, securityGroupIds, capacity }: CodeDeployGroup,
  revision: string,
): string {
  return JSON.stringify({
    version: 1,
    Resources: [
      {
        TargetService: {
          Type: "AWS::ECS::Service",
          Properties: {
            TaskDefinition: revision,
            LoadBalancerInfo: { ContainerName: container, ContainerPort: port },
            NetworkConfiguration: {
              AwsvpcConfiguration: {
                Subnets: subnetIds,
                SecurityGroups: securityGroupIds,
                AssignPublicIp: "DISABLED",
              },
            },
            CapacityProviderStrategy: capacity.map(({ capacityProvider, weight, base = 0 }) => ({
              CapacityProvider: capacityProvider,
              Base: base,
              Weight: weight,
            })),
          },
        },
      },
    ],
  });
}

/** Whether tasks are in the network and on the capacity that the stack asks for, as far as ECS tells. */
export function isPlaced(
  { subnetIds, securityGroupIds, capacity }: CodeDeployGroup,
  { networkConfiguration, capacityProviderStrategy = [] }: TaskSet,
): boolean {
  const { subnets, securityGroups } = networkConfiguration?.awsvpcConfiguration ?? {};
  return (
    isAsAsked(subnets, subnetIds) &&
    isAsAsked(securityGroups, securityGroupIds) &&
    isAsAsked(capacityProviderStrategy.map(shareText), capacity.map(shareText))
  );
}

function shareText(share: { capacityProvider?: string; weight?: number; base?: number }): string {
  return `${share.capacityProvider} ${share.weight ?? 0} ${share.base ?? 0}`;
}

function isAsAsked(told: readonly string[] = [], asked: readonly string[]): boolean {
  return told.length === 0 || [...told].sort().join() === [...asked].sort().join();
}
