import type { DeploymentGroupArgs } from "@pulumi/aws/codedeploy";

import { resource } from "../../example";

const group = (terminationWaitTimeInMinutes: number) =>
  resource<DeploymentGroupArgs>("aws:codedeploy/deploymentGroup:DeploymentGroup", "orders", {
    ecsService: { clusterName: "shop", serviceName: "orders" },
    deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
    blueGreenDeploymentConfig: {
      terminateBlueInstancesOnDeploymentSuccess: {
        action: "TERMINATE",
        terminationWaitTimeInMinutes,
      },
    },
    loadBalancerInfo: {
      targetGroupPairInfo: {
        prodTrafficRoute: { listenerArns: ["arn"] },
        targetGroups: [{ name: "orders-blue" }, { name: "orders-green" }],
      },
    },
  });

export const bad = [group(0)];

export const good = [group(5)];
