import type { ResourceValidationPolicy } from "@pulumi/policy";

import { DocumentError, parseDocument } from "../iam/document";
import { fixOn, onTypes } from "../resource";

const ROLE = ["aws:iam/role:Role"];

interface Session {
  maxSessionDuration?: number;
  assumeRolePolicy?: unknown;
}

interface Limits {
  seconds: number;
  federatedSeconds: number;
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
      federatedSeconds: {
        description:
          "The same for a role that identity providers alone may take, as a pipeline does by its token: a deployment outlasts an hour.",
        type: "number",
        default: 10_800,
      },
    },
  },
  validateResource: onTypes<Session>(ROLE, (props, report, args) => {
    const limit = exceeded(props, args.getConfig<Limits>());
    if (limit !== undefined) {
      report(
        `maxSessionDuration is ${props.maxSessionDuration} seconds: set it to ${limit} at most, so that stolen credentials end soon.`,
      );
    }
  }),
  remediateResource: fixOn<Session>(ROLE, (props, args) => {
    const limit = exceeded(props, args.getConfig<Limits>());
    return limit === undefined ? undefined : { maxSessionDuration: limit };
  }),
};

/** The seconds that a session may have, where it may have more. */
function exceeded(
  { maxSessionDuration = 3600, assumeRolePolicy }: Session,
  { seconds, federatedSeconds }: Limits,
): number | undefined {
  if (maxSessionDuration <= seconds) {
    return undefined;
  }
  const limit = isFederated(assumeRolePolicy) ? Math.max(seconds, federatedSeconds) : seconds;
  return maxSessionDuration > limit ? limit : undefined;
}

function isFederated(trust: unknown): boolean {
  try {
    const principals = parseDocument(trust).flatMap(statement => statement.principals);
    return (
      principals.length > 0 && principals.every(({ kind }) => kind.toLowerCase() === "federated")
    );
  } catch (error) {
    if (error instanceof DocumentError) {
      return false;
    }
    throw error;
  }
}
