import { isSet } from "./known";

/** What a database takes its data, and with them their encryption and owner, from. */
const ORIGINS = [
  "snapshotIdentifier",
  "replicateSourceDb",
  "replicationSourceIdentifier",
  "restoreToPointInTime",
  "sourceDbClusterIdentifier",
];

/** Whether an RDS instance or cluster is a restore or replica of another, or a global one made around it. */
export function isMadeFromAnother(database: object): boolean {
  return ORIGINS.some(origin => isSet(database, origin));
}
