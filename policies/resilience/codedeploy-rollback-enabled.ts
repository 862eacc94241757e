import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fixOn, onTypes } from "../resource";

const TYPES = ["aws:codedeploy/deploymentGroup:DeploymentGroup"];
const EVENTS = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"];

interface DeploymentGroup {
  autoRollbackConfiguration?: { enabled?: boolean; events?: readonly string[] };
  alarmConfiguration?: { alarms?: readonly string[]; enabled?: boolean };
}

export const codedeployRollbackEnabled: ResourceValidationPolicy = {
  name: "codedeploy-rollback-enabled",
  description: "CodeDeploy takes a deployment back that fails or raises an alarm.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience"],
  remediationSteps:
    "Set autoRollbackConfiguration to enabled with both events, and alarmConfiguration to the service's alarms.",
  url: "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html",
  configSchema: {
    properties: {
      alarms: {
        description: "Whether alarms watch each deployment.",
        type: "boolean",
        default: true,
      },
    },
  },
  validateResource: onTypes<DeploymentGroup>(TYPES, (group, report, args) => {
    const missing = missingEvents(group);
    if (missing.length > 0) {
      report(
        `Nothing is rolled back on ${missing.join(" and ")}: set autoRollbackConfiguration to enabled with these events.`,
      );
    }
    const { alarms } = args.getConfig<{ alarms: boolean }>();
    if (alarms && !isWatched(group)) {
      report("No alarm watches a deployment: set alarmConfiguration to enabled with alarms.");
    }
  }),
  remediateResource: fixOn<DeploymentGroup>(TYPES, group =>
    missingEvents(group).length > 0
      ? {
          autoRollbackConfiguration: {
            enabled: true,
            events: [...new Set([...(group.autoRollbackConfiguration?.events ?? []), ...EVENTS])],
          },
        }
      : undefined,
  ),
};

function missingEvents({ autoRollbackConfiguration }: DeploymentGroup): string[] {
  const { enabled = false, events = [] } = autoRollbackConfiguration ?? {};
  return EVENTS.filter(event => !enabled || !events.includes(event));
}

function isWatched({ alarmConfiguration }: DeploymentGroup): boolean {
  return alarmConfiguration?.enabled === true && (alarmConfiguration.alarms ?? []).length > 0;
}
