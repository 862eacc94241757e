import type { StackValidationPolicy } from "@pulumi/policy";

import { holdsOnlyCopy } from "../database-credentials";
import { fsbp } from "../framework";
import { eachKnown } from "../known";
import { refersTo } from "../references";
import { finding } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

const SECRET = "aws:secretsmanager/secret:Secret";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";

interface Schedule {
  automaticallyAfterDays?: number;
  scheduleExpression?: string;
}

/**
 * Judges secrets that Secrets Manager can rotate, which are those with credentials of an RDS database. It
 * has no rotation for an API key or a token of the system's own. Nor can it rotate a password that is
 * written elsewhere too, in a connection URL for instance: the copy would be wrong from then on. RDS
 * rotates the password that it manages itself (`manageMasterUserPassword`), whose secret is no resource.
 */
export const secretsmanagerRotationEnabled: StackValidationPolicy = {
  name: "secretsmanager-rotation-enabled",
  description: "Secrets with a database's credentials rotate, and soon enough.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption", MANDATORY_IN_PROD],
  framework: fsbp(
    "SecretsManager.1",
    "Secrets Manager secrets should have automatic rotation enabled",
  ),
  remediationSteps:
    "Set manageMasterUserPassword on the database, or add a SecretRotation with automaticallyAfterDays.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
  configSchema: {
    properties: {
      maximumDays: {
        description: "Most days between two rotations.",
        type: "integer",
        minimum: 1,
        default: 90,
      },
    },
  },
  validateStack: (args, report) => {
    const { resources } = args;
    const { maximumDays } = args.getConfig<{ maximumDays: number }>();
    const rotations = resources.filter(({ type }) => type === ROTATION);
    for (const secret of resources.filter(({ type }) => type === SECRET)) {
      const isRotated = rotations.some(rotation => refersTo(rotation, "secretId", secret));
      if (!isRotated && holdsOnlyCopy(secret, resources)) {
        report(
          finding(
            "Rotation",
            "The database's password in it never changes: add a SecretRotation, or let RDS manage it.",
          ),
          secret.urn,
        );
      }
    }
    eachKnown(rotations, ({ props, urn }) => {
      const days = daysBetween((props.rotationRules ?? {}) as Schedule);
      if (days > maximumDays) {
        report(
          finding(
            "Schedule",
            `The secret rotates too seldom: set rotationRules.automaticallyAfterDays to at most ${maximumDays}.`,
          ),
          urn,
        );
      }
    });
  },
};

/** Days between two rotations; none where a cron expression or the service itself decides. */
function daysBetween({ automaticallyAfterDays = 0, scheduleExpression = "" }: Schedule): number {
  const [, count, unit] = /^rate\((\d+) (hour|day)s?\)$/.exec(scheduleExpression) ?? [];
  const rate = Number(count ?? 0) / (unit === "hour" ? 24 : 1);
  return Math.max(automaticallyAfterDays, rate);
}
