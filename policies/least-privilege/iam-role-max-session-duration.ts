import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fixOn, onTypes } from "../resource";

const ROLE = ["aws:iam/role:Role"];

interface Session {
  maxSessionDuration?: number;
}

/** Left out it is an hour, AWS's default and least. */
export const iamRoleMaxSessionDuration: ResourceValidationPolicy = {
  name: "iam-role-max-session-duration",
  description: "Sessions of a role are short.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["least-privilege"],
  remediationSteps: "Leave maxSessionDuration out, or set it to at most the configured seconds.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html#id_roles_update-session-duration",
  configSchema: {
    properties: {
      seconds: {
        description: "The longest session, 3600 to 43200 seconds.",
        type: "number",
        default: 3600,
      },
    },
  },
  validateResource: onTypes<Session>(ROLE, ({ maxSessionDuration = 3600 }, report, args) => {
    const { seconds } = args.getConfig<{ seconds: number }>();
    if (maxSessionDuration > seconds) {
      report(
        `maxSessionDuration is ${maxSessionDuration} seconds: set it to ${seconds} at most, so that stolen credentials end soon.`,
      );
    }
  }),
  remediateResource: fixOn<Session>(ROLE, ({ maxSessionDuration = 3600 }, args) => {
    const { seconds } = args.getConfig<{ seconds: number }>();
    return maxSessionDuration > seconds ? { maxSessionDuration: seconds } : undefined;
  }),
};
