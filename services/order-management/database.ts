import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

import { Database, ExistingDatabase, Platform } from "../../components";

/** A PostgreSQL server that is there already, such as the cluster that the documents name. */
const existingDatabase = z.strictObject({
  host: z.string(),
  port: z.number().int().optional(),
  username: z.string(),
  /** `pulumi config set --secret --path options.existingDatabase.password` */
  password: z.string(),
  /** Its security group, or the addresses that it answers from. */
  securityGroupId: z.string().optional(),
  cidrIpv4: z.string().optional(),
});

/** What a stack may choose of the database. */
export const databaseOptions = {
  /** RDS, or Aurora with a reader that takes over. */
  database: z.enum(["rds", "aurora"]).default("rds"),
  /** A server that is there already, in place of one of our own. */
  existingDatabase: existingDatabase
    .refine(
      ({ securityGroupId, cidrIpv4 }) =>
        (securityGroupId === undefined) !== (cidrIpv4 === undefined),
      {
        error: "one of securityGroupId and cidrIpv4 beside host",
      },
    )
    .optional(),
};

const DATABASE_NAME = "order_management";

/** The database that the stack chose. */
export function createDatabase(
  { scope, network, key, alarms }: Platform,
  options: z.infer<z.ZodObject<typeof databaseOptions>>,
): Database | ExistingDatabase {
  if (options.existingDatabase !== undefined) {
    const { securityGroupId, cidrIpv4 = "", password, ...server } = options.existingDatabase;
    return new ExistingDatabase("order-management", {
      ...server,
      scope,
      key,
      databaseName: DATABASE_NAME,
      password: pulumi.secret(password),
      peer: securityGroupId === undefined ? { cidrIpv4 } : { securityGroupId },
    });
  }
  const common = { scope, network, key, databaseName: DATABASE_NAME, version: "16" } as const;
  const database =
    options.database === "aurora"
      ? new Database("order-management", { ...common, aurora: { capacity: { min: 0.5, max: 4 } } })
      : new Database("order-management", {
          ...common,
          instanceClass: scope.isProd ? "db.t4g.medium" : "db.t4g.micro",
        });
  alarms?.watchDatabase("database", database, { connections: 240 });
  return database;
}
