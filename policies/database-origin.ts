import { isSet } from "./known";

/** What a database takes its data, and with them their encryption and owner, from. */
const ORIGINS = ["snapshotIdentifier", "replicateSourceDb", "replicationSourceIdentifier"];

/** Whether an RDS instance or cluster is a restore or replica of another. */
export function isMadeFromAnother(database: object): boolean {
  return ORIGINS.some(origin => isSet(database, origin));
}
