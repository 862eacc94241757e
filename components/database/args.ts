import { EncryptionKey } from "../encryption-key";
import { Network } from "../network/network";
import { Scope } from "../plan/scope";

/** Arguments of {@link Database}. */
export interface DatabaseArgs {
  /** The system and environment that the database is for. */
  scope: Scope;
  /** Where it lives: in the isolated subnets. */
  network: Network;
  /** Encrypts storage, credentials and logs. */
  key: EncryptionKey;

  /** Name of the database made on it, e.g. `order_management`. Changing it replaces the server. */
  databaseName: string;

  /**
   * Major version of PostgreSQL. A higher one upgrades in place, with an outage.
   *
   * @default "16"
   */
  version?: "15" | "16" | "17";

  /**
   * An Aurora cluster in place of an RDS instance, either serverless between two numbers of Aurora
   * capacity units (0 to 256 in halves; 0 pauses when nobody is connected) or of instances of one class.
   * It takes no `instanceClass`, `storageGiB`, `multiAz` or `copyBackupsTo` beside it. Between the two
   * kinds of `aurora` changes in place; giving or leaving it out replaces the database.
   *
   * @default - an RDS instance
   */
  aurora?: { capacity: { min: number; max: number } } | { instanceClass: string };

  /**
   * Instance class of RDS. Changes in place, with a short outage.
   *
   * @default "db.t4g.micro"
   */
  instanceClass?: string;

  /**
   * Disk size of RDS in GiB, 20 to 65536; it grows by itself to five times that. RDS cannot shrink it.
   *
   * @default 20
   */
  storageGiB?: number;

  /**
   * A standby of RDS in a second zone. Changes in place. Aurora has its replicas for that.
   *
   * @default - in prod only
   */
  multiAz?: boolean;

  /**
   * Servers that are read from alone: 0 or 1 with RDS, 0 to 15 with Aurora, where one takes over when the
   * writer fails. Linked services get `DATABASE_REPLICA_URL`. Changes in place.
   *
   * @default - none; with Aurora in prod 1
   */
  replicas?: number;

  /**
   * Parameters of PostgreSQL besides the project's own, e.g. `{ max_connections: "200" }`. What is
   * changed counts from the next restart of the server, which nobody but an operator causes.
   *
   * @default - none
   */
  parameters?: Readonly<Record<string, string>>;

  /**
   * An RDS Proxy in between, which shares few connections among many clients. `DATABASE_URL` then leads
   * to it. Its certificate is one of Amazon's public ones, not of RDS's own authority.
   *
   * @default false
   */
  proxy?: boolean;

  /**
   * Who makes the password of the server's own user. `managed`: RDS does, keeps it in Secrets Manager and
   * changes it every week. Services then connect as `<databaseName>_app`, a user that the migration has to
   * create: link it to {@link Database.admin}. For a new database: what is there stays the other user's.
   *
   * @default "generated"
   */
  masterPassword?: "generated" | "managed";

  /**
   * Days that automatic backups are kept, and to any second of which one can restore; 1 to 35.
   *
   * @default 7
   */
  backupDays?: number;

  /**
   * Key of another region, where the automatic backups of RDS are then kept too, for as many days. One
   * can restore there to a point some minutes before the first region was lost.
   *
   * @default - backups stay in their region
   */
  copyBackupsTo?: EncryptionKey;

  /**
   * Days that PostgreSQL's log is kept.
   *
   * @default 30
   */
  logRetentionDays?: number;
}
