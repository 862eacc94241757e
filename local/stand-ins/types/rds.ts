import {
  copiesToAnotherRegion,
  coversTwoZones,
  familyFitsEngine,
  keepsBackups,
  passwordProblems,
  replicaInputs,
} from "../checks/database";
import { mentions } from "../checks/references";
import { among, matches, oneOf, whole } from "../checks/rules";
import { hex, lowerCharacters } from "../outputs/identity";
import { Cloud } from "../outputs/cloud";
import { Values, asList, asText } from "../values";
import { Check, TypeEntry } from "./type-entry";

const INSTANCE = "aws:rds/instance:Instance";
const SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";
const PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";

const PORTS: Readonly<Record<string, number>> = { postgres: 5432, mysql: 3306, mariadb: 3306 };

/** Newest minor versions of PostgreSQL that RDS offers; the stand-ins answer them for a major one. */
const POSTGRES_MINORS: Readonly<Record<string, string>> = {
  "13": "13.21",
  "14": "14.18",
  "15": "15.13",
  "16": "16.9",
  "17": "17.5",
};

/** The version that runs when a major, or none, is asked for. */
export function actualVersion(engine: string, version: string): string {
  const wanted = version || "16";
  return engine.endsWith("postgres") || engine === "aurora-postgresql"
    ? (POSTGRES_MINORS[wanted] ?? wanted)
    : wanted;
}

export const identifierRule = (property: string): Check =>
  matches(
    property,
    /^(?!.*--)[a-z][a-z0-9-]{0,61}[a-z0-9]$|^[a-z]$/,
    "1 to 63 lower-case letters, digits and single hyphens, beginning with a letter and not ending with a hyphen",
  );

export const databaseNameRule = (property: string): Check =>
  matches(
    property,
    /^[a-zA-Z_][a-zA-Z0-9_]{0,62}$/,
    "1 to 63 letters, digits and underscores, not beginning with a digit",
  );

export const usernameRule = (property: string): Check =>
  matches(
    property,
    /^(?!(admin|rdsadmin|rds_superuser)$)[a-zA-Z][a-zA-Z0-9_]{0,62}$/i,
    "1 to 63 letters, digits and underscores, beginning with a letter, and no word that RDS reserves",
  );

export const monitoringNeedsRole: Check = among(["monitoringInterval", "monitoringRoleArn"], i =>
  Number(i.monitoringInterval ?? 0) === 0 || i.monitoringRoleArn !== undefined
    ? undefined
    : "a monitoringInterval above 0 needs a monitoringRoleArn",
);

/** The part of an endpoint's host name that is one for each account and region. */
export function endpointDomain(cloud: Cloud, kind = ""): string {
  const unique = lowerCharacters(`${cloud.accountId}${cloud.region}`, 11);
  return `${kind}c${unique}.${cloud.region}.rds.${cloud.dnsSuffix}`;
}

/** Where RDS itself keeps the password, when it is asked to. */
export function managedSecret(cloud: Cloud, resourceId: string): Values {
  const secretArn = cloud.arn("secretsmanager", `secret:rds!${resourceId}-${hex(resourceId, 6)}`);
  return cloud.inputs.manageMasterUserPassword === true
    ? { masterUserSecrets: [{ secretArn, secretStatus: "active" }] }
    : {};
}

export const groupName = (max: number): Check =>
  matches(
    "name",
    new RegExp(`^(?!.*--)[a-z][a-z0-9._ -]{0,${max - 2}}[a-z0-9]$`),
    `2 to ${max} lower-case letters, digits and hyphens, beginning with a letter`,
  );

/** What a replica has from the instance that it follows. */
function ofSource(source: Values): Values {
  const taken = ["engine", "engineVersion", "username", "dbName", "allocatedStorage", "kmsKeyId"];
  return Object.fromEntries(
    [...taken, "dbSubnetGroupName"].map(property => [property, source[property]]),
  );
}

/** Database instances, their subnets and parameters. */
export const rds: Readonly<Record<string, TypeEntry>> = {
  [INSTANCE]: {
    name: { property: "identifier", max: 63, lower: true },
    replaces: [
      "availabilityZone",
      "backupTarget",
      "characterSetName",
      "dbName",
      "engine",
      "identifier",
      "identifierPrefix",
      "kmsKeyId",
      "ncharCharacterSetName",
      "restoreToPointInTime",
      "s3Import",
      "snapshotIdentifier",
      "storageEncrypted",
      "timezone",
      "username",
    ],
    sets: ["vpcSecurityGroupIds", "enabledCloudwatchLogsExports", "domainDnsIps"],
    outputs: cloud => {
      const identifier = cloud.physicalName;
      const source = cloud.find(cloud.text("replicateSourceDb"), INSTANCE);
      const engine = cloud.text("engine") || asText(source?.engine) || "postgres";
      const address = `${identifier}.${endpointDomain(cloud)}`;
      const port = Number(cloud.inputs.port ?? PORTS[engine] ?? 5432);
      const resourceId = `db-${lowerCharacters(cloud.seed, 26).toUpperCase()}`;
      return {
        id: resourceId,
        identifier,
        address,
        port,
        endpoint: `${address}:${port}`,
        arn: cloud.arn("rds", `db:${identifier}`),
        resourceId,
        hostedZoneId: `Z${hex(cloud.region, 13).toUpperCase()}`,
        engineVersionActual: actualVersion(
          engine,
          cloud.text("engineVersion") || asText(source?.engineVersion),
        ),
        ...(source && ofSource(source)),
        availabilityZone: `${cloud.region}a`,
        status: "available",
        latestRestorableTime: "",
        replicas: [],
        multiAz: false,
        publiclyAccessible: false,
        backupRetentionPeriod: 0,
        storageEncrypted: false,
        ...managedSecret(cloud, resourceId),
      };
    },
    checks: [
      identifierRule("identifier"),
      whole("allocatedStorage", 20, 65536),
      whole("backupRetentionPeriod", 0, 35),
      whole("port", 1150, 65535),
      oneOf("monitoringInterval", [0, 1, 5, 10, 15, 30, 60]),
      matches("instanceClass", /^db\.[a-z0-9]+\.[a-z0-9]+$/, "e.g. db.t4g.micro"),
      databaseNameRule("dbName"),
      usernameRule("username"),
      passwordProblems,
      replicaInputs,
      among(["maxAllocatedStorage", "allocatedStorage"], i =>
        i.maxAllocatedStorage === undefined ||
        i.maxAllocatedStorage === 0 ||
        // A replica begins with its source's.
        i.replicateSourceDb !== undefined ||
        Number(i.maxAllocatedStorage) >= Number(i.allocatedStorage) * 1.1
          ? undefined
          : `${asText(i.maxAllocatedStorage)} is too small; use at least 110 % of allocatedStorage, ${asText(i.allocatedStorage)}`,
      ),
      monitoringNeedsRole,
    ],
    world: [
      mentions({
        path: "dbSubnetGroupName",
        type: SUBNET_GROUP,
        complaint: "DBSubnetGroupNotFoundFault: there is no DB subnet group",
        except: /^default$/,
      }),
      mentions({
        path: "parameterGroupName",
        type: PARAMETER_GROUP,
        complaint: "DBParameterGroupNotFound: there is no DB parameter group",
        except: /^default\./,
      }),
      familyFitsEngine("parameterGroupName", PARAMETER_GROUP),
      keepsBackups("replicateSourceDb"),
    ],
  },
  [SUBNET_GROUP]: {
    name: { property: "name", max: 255, lower: true },
    replaces: ["name", "namePrefix"],
    sets: ["subnetIds"],
    outputs: cloud => ({
      id: cloud.physicalName,
      name: cloud.physicalName,
      arn: cloud.arn("rds", `subgrp:${cloud.physicalName}`),
      description: "Managed by Pulumi",
      supportedNetworkTypes: ["IPV4"],
      vpcId: asText(cloud.find(asText(asList(cloud.inputs.subnetIds)[0]))?.vpcId),
    }),
    checks: [groupName(255)],
    world: [coversTwoZones("subnetIds", "DBSubnetGroupDoesNotCoverEnoughAZs")],
  },
  [PARAMETER_GROUP]: {
    name: { property: "name", max: 255, lower: true },
    replaces: ["description", "family", "name", "namePrefix"],
    sets: ["parameters"],
    outputs: cloud => ({
      id: cloud.physicalName,
      name: cloud.physicalName,
      arn: cloud.arn("rds", `pg:${cloud.physicalName}`),
      description: "Managed by Pulumi",
      skipDestroy: false,
    }),
    checks: [groupName(255), matches("family", /^[a-z-]+[0-9]+(\.[0-9]+)?$/, "e.g. postgres16")],
  },
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": {
    replaces: ["kmsKeyId", "preSignedUrl", "retentionPeriod", "sourceDbInstanceArn"],
    outputs: cloud => ({
      id: cloud.arn("rds", `auto-backup:ab-${lowerCharacters(cloud.seed, 32)}`),
      retentionPeriod: 7,
    }),
    checks: [
      whole("retentionPeriod", 1, 35),
      matches("sourceDbInstanceArn", /^arn:[\w-]+:rds:[\w-]+:\d{12}:db:/, "the ARN of an instance"),
    ],
    world: [keepsBackups("sourceDbInstanceArn"), copiesToAnotherRegion],
    unique: inputs => asText(inputs.sourceDbInstanceArn),
  },
};
