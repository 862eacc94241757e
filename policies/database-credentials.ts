import type { PolicyResource } from "@pulumi/policy";

import { refersTo } from "./references";

const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const DATABASES = ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"];

const CONTENTS = ["secretString", "secretStringWo"];
const PASSWORDS = ["password", "masterPassword", "passwordWo", "masterPasswordWo"];

/** Whether a secret has an RDS database's credentials and is the only place that they are written to. */
export function holdsOnlyCopy(
  secret: PolicyResource,
  resources: readonly PolicyResource[],
): boolean {
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
