import { ArgumentError } from "../errors";
import { exactName, fitName } from "../plan/names";
import { Scope } from "../plan/scope";

/** A bucket's documented name, checked, or one that is free worldwide because the account is in it. */
export function bucketNameOf(component: string, scope: Scope, documented?: string): string {
  if (documented === undefined) {
    return fitName("S3 bucket", `${scope.name(component)}-${scope.accountId}`);
  }
  if (!/^[a-z0-9][a-z0-9-]+[a-z0-9]$/.test(documented)) {
    throw new ArgumentError(
      `"${component}": the bucket's name is "${documented}"; use 3 to 63 lower-case letters, digits and dashes`,
    );
  }
  return exactName("S3 bucket", documented);
}
