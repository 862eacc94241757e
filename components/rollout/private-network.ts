import type { NetworkConfiguration } from "@aws-sdk/client-ecs";

/** Where a one-off task runs: in private subnets, without a public address. */
export function privateNetwork({
  subnetIds,
  securityGroupIds,
}: {
  subnetIds: string[];
  securityGroupIds: string[];
}): NetworkConfiguration {
  return {
    awsvpcConfiguration: {
      subnets: subnetIds,
      securityGroups: securityGroupIds,
      assignPublicIp: "DISABLED",
    },
  };
}
