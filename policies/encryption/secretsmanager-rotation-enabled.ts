import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { eachKnown } from "../known";
import { finding } from "../resource";
import { refersTo } from "../stack";
import { MANDATORY_IN_PROD } from "../tags";

const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
const DATABASES = ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"];

const CONTENTS = ["secretString", "secretStringWo"];
const PASSWORDS = ["password", "masterPassword", "passwordWo", "masterPasswordWo"];

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
      if (!isRotated && canRotate(secret, resources)) {
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

/** Whether a secret has a database's credentials and is the only place that they are written to. */
function canRotate(secret: PolicyResource, resources: readonly PolicyResource[]): boolean {
  const sources = resources
    .filter(({ type }) => type === VERSION)
    .filter(version => refersTo(version, "secretId", secret))
    .flatMap(version => sourcesOf(version, CONTENTS));
  const databases = resources.filter(({ type }) => DATABASES.includes(type));
  const holdsCredentials = databases.some(
    database =>
      isAmong(sources, database) ||
      sourcesOf(database, PASSWORDS).some(password => isAmong(sources, password)),
  );
  const generated = sources.filter(({ type }) => !DATABASES.includes(type));
  return holdsCredentials && !resources.some(other => copies(other, generated));
}

/** Whether a resource other than databases and secrets was given one of some passwords; a component only passes it on. */
function copies(
  { type, propertyDependencies }: PolicyResource,
  passwords: readonly PolicyResource[],
): boolean {
  return (
    type.startsWith("aws:") &&
    type !== VERSION &&
    !DATABASES.includes(type) &&
    Object.values(propertyDependencies)
      .flat()
      .some(source => isAmong(passwords, source))
  );
}

function sourcesOf(
  { propertyDependencies }: PolicyResource,
  properties: readonly string[],
): PolicyResource[] {
  return properties.flatMap(property => propertyDependencies[property] ?? []);
}

function isAmong(resources: readonly PolicyResource[], { urn }: PolicyResource): boolean {
  return resources.some(resource => resource.urn === urn);
}

/** Days between two rotations; none where a cron expression or the service itself decides. */
function daysBetween({ automaticallyAfterDays, scheduleExpression = "" }: Schedule): number {
  const [, count, unit] = /^rate\((\d+) (hour|day)s?\)$/.exec(scheduleExpression) ?? [];
  const rate = Number(count ?? 0) / (unit === "hour" ? 24 : 1);
  return automaticallyAfterDays ?? rate;
}
