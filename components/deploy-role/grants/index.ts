import { Statement } from "../../plan/iam-statements";
import { Scope } from "../../plan/scope";
import { dataGrants } from "./data-grants";
import { deliveryGrants, edgeGrants } from "./edge-grants";
import { Grant, statementsOf } from "./grant";
import { networkGrants } from "./network-grants";
import { operationGrants } from "./operation-grants";
import { releaseGrants } from "./release-grants";
import { roleStatements } from "./role-grants";
import { serviceGrants } from "./service-grants";
import { storageGrants } from "./storage-grants";

/** What of the system does not bear its name. */
export interface Foreign {
  /** Names of buckets. */
  buckets: readonly string[];
  /** Ids of public hosted zones with its records. */
  hostedZoneIds: readonly string[];
}

/**
 * Statements by which `pulumi up` changes a system, by area: what bears its tags or its names, and nothing
 * else. Each area is a policy of its own and has to fit the 6,144 characters that IAM takes of one; a role
 * takes ten.
 */
export function deployStatements(
  scope: Scope,
  { buckets, hostedZoneIds }: Foreign,
): Readonly<Record<string, readonly Statement[]>> {
  const of = (grants: readonly Grant[]) => grants.flatMap(grant => statementsOf(scope, grant));
  return {
    network: of(networkGrants()),
    edge: of([...deliveryGrants(scope), ...edgeGrants(scope, hostedZoneIds)]),
    services: of(serviceGrants(scope)),
    releases: of(releaseGrants(scope)),
    data: of(dataGrants(scope)),
    storage: of(storageGrants(scope, buckets)),
    operations: of(operationGrants(scope)),
    roles: roleStatements(scope),
  };
}
