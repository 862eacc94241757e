import type { DeploymentGroupArgs } from "@pulumi/aws/codedeploy";

import { resource } from "../../example";

const group = { appName: "shop", deploymentGroupName: "orders" };

export const bad = [
  resource<DeploymentGroupArgs>("aws:codedeploy/deploymentGroup:DeploymentGroup", "orders", group),
];

export const good = [
  resource<DeploymentGroupArgs>("aws:codedeploy/deploymentGroup:DeploymentGroup", "orders", {
    ...group,
    autoRollbackConfiguration: {
      enabled: true,
      events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"],
    },
    alarmConfiguration: { enabled: true, alarms: ["orders-5xx"] },
  }),
];
