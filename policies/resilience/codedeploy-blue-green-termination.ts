import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

interface DeploymentGroup {
  /** Set for a service of ECS's, whose deployments are blue/green always. */
  ecsService?: object;
  deploymentStyle?: { deploymentType?: string };
  blueGreenDeploymentConfig?: {
    terminateBlueInstancesOnDeploymentSuccess?: {
      action?: string;
      terminationWaitTimeInMinutes?: number;
    };
  };
  loadBalancerInfo?: { targetGroupPairInfo?: { targetGroups?: readonly unknown[] } };
}

export const codedeployBlueGreenTermination: ResourceValidationPolicy = {
  name: "codedeploy-blue-green-termination",
  description: "The old tasks of a blue/green deployment stay until the new ones have proved good.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience"],
  remediationSteps:
    "Set deploymentType to BLUE_GREEN with two target groups, and terminationWaitTimeInMinutes to at least 5.",
  url: "https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BlueInstanceTerminationOption.html",
  configSchema: {
    properties: {
      minutes: {
        description: "Minutes that the old tasks stay at least.",
        type: "integer",
        default: 5,
      },
    },
  },
  validateResource: onTypes<DeploymentGroup>(
    ["aws:codedeploy/deploymentGroup:DeploymentGroup"],
    (group, report, args) => {
      const { ecsService, deploymentStyle } = group;
      const isBlueGreen = deploymentStyle?.deploymentType === "BLUE_GREEN";
      if (ecsService === undefined && !isBlueGreen) {
        return;
      }
      // Left out means IN_PLACE, which ECS does not know.
      if (!isBlueGreen) {
        report(
          "ECS is deployed blue/green only: set deploymentStyle.deploymentType to BLUE_GREEN.",
        );
      }
      const { minutes } = args.getConfig<{ minutes: number }>();
      const { action = "TERMINATE", terminationWaitTimeInMinutes = 0 } =
        group.blueGreenDeploymentConfig?.terminateBlueInstancesOnDeploymentSuccess ?? {};
      if (action === "TERMINATE" && terminationWaitTimeInMinutes < minutes) {
        report(
          `The old tasks are ended too soon to go back to: set terminationWaitTimeInMinutes to ${minutes} or more.`,
        );
      }
      const groups = group.loadBalancerInfo?.targetGroupPairInfo?.targetGroups ?? [];
      if (ecsService !== undefined && groups.length !== 2) {
        report(
          "Blue and green need a target group each: set loadBalancerInfo.targetGroupPairInfo.targetGroups to two.",
        );
      }
    },
  ),
};
