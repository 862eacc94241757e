import { familyFitsEngine, passwordProblems, serverlessIsScaled } from "../checks/database";
import { mentions } from "../checks/references";
import { among, matches, oneOf, whole } from "../checks/rules";
import { hex, lowerCharacters } from "../outputs/identity";
import { asText, asValues } from "../values";
import {
  actualVersion,
  databaseNameRule,
  endpointDomain,
  groupName,
  identifierRule,
  managedSecret,
  monitoringNeedsRole,
  usernameRule,
} from "./rds";
import { TypeEntry } from "./type-entry";

const CLUSTER = "aws:rds/cluster:Cluster";
const PARAMETER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";

const PORTS: Readonly<Record<string, number>> = { "aurora-postgresql": 5432, "aurora-mysql": 3306 };

const isCapacity = (units: unknown) =>
  Number(units) >= 0 && Number(units) <= 256 && Number.isInteger(Number(units) * 2);

/** Aurora clusters, their instances and parameters. */
export const rdsAurora: Readonly<Record<string, TypeEntry>> = {
  [CLUSTER]: {
    name: { property: "clusterIdentifier", max: 63, lower: true },
    replaces: [
      "availabilityZones",
      "clusterIdentifier",
      "clusterIdentifierPrefix",
      "clusterScalabilityType",
      "databaseName",
      "dbSubnetGroupName",
      "dbSystemId",
      "engine",
      "engineMode",
      "kmsKeyId",
      "masterUsername",
      "restoreToPointInTime",
      "snapshotIdentifier",
      "storageEncrypted",
    ],
    sets: ["availabilityZones", "enabledCloudwatchLogsExports", "iamRoles", "vpcSecurityGroupIds"],
    outputs: cloud => {
      const identifier = cloud.physicalName;
      const engine = cloud.text("engine");
      const version = cloud.text("engineVersion");
      const clusterResourceId = `cluster-${lowerCharacters(cloud.seed, 26).toUpperCase()}`;
      return {
        id: identifier,
        clusterIdentifier: identifier,
        arn: cloud.arn("rds", `cluster:${identifier}`),
        endpoint: `${identifier}.${endpointDomain(cloud, "cluster-")}`,
        readerEndpoint: `${identifier}.${endpointDomain(cloud, "cluster-ro-")}`,
        clusterResourceId,
        clusterMembers: [],
        hostedZoneId: `Z${hex(cloud.region, 13).toUpperCase()}`,
        engineVersion: version || actualVersion(engine, version),
        engineVersionActual: actualVersion(engine, version),
        engineMode: "provisioned",
        port: PORTS[engine] ?? 5432,
        storageEncrypted: false,
        backupRetentionPeriod: 1,
        availabilityZones: ["a", "b", "c"].map(zone => `${cloud.region}${zone}`),
        ...managedSecret(cloud, clusterResourceId),
      };
    },
    checks: [
      identifierRule("clusterIdentifier"),
      oneOf("engine", ["aurora-postgresql", "aurora-mysql", "postgres", "mysql"]),
      oneOf("engineMode", ["provisioned", "serverless", "parallelquery", "global"]),
      databaseNameRule("databaseName"),
      usernameRule("masterUsername"),
      passwordProblems,
      whole("backupRetentionPeriod", 1, 35),
      whole("port", 1150, 65535),
      among(
        ["serverlessv2ScalingConfiguration"],
        ({ serverlessv2ScalingConfiguration: scaling }) => {
          if (scaling === undefined) {
            return undefined;
          }
          const { minCapacity: min, maxCapacity: max } = asValues(scaling);
          return isCapacity(min) &&
            isCapacity(max) &&
            Number(max) >= 1 &&
            Number(min) <= Number(max)
            ? undefined
            : `${asText(min)} to ${asText(max)} is not valid; use halves from 0 to 256, the most at least 1`;
        },
      ),
    ],
    world: [
      mentions({
        path: "dbSubnetGroupName",
        type: "aws:rds/subnetGroup:SubnetGroup",
        complaint: "DBSubnetGroupNotFoundFault: there is no DB subnet group",
        except: /^default$/,
      }),
      mentions({
        path: "dbClusterParameterGroupName",
        type: PARAMETER_GROUP,
        complaint: "DBClusterParameterGroupNotFound: there is no DB cluster parameter group",
        except: /^default\./,
      }),
      familyFitsEngine("dbClusterParameterGroupName", PARAMETER_GROUP),
    ],
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    name: { property: "identifier", max: 63, lower: true },
    replaces: [
      "availabilityZone",
      "clusterIdentifier",
      "customIamInstanceProfile",
      "dbSubnetGroupName",
      "engine",
      "identifier",
      "identifierPrefix",
    ],
    outputs: cloud => {
      const identifier = cloud.physicalName;
      const cluster = cloud.find(cloud.text("clusterIdentifier"), CLUSTER);
      const version = cloud.text("engineVersion") || asText(cluster?.engineVersion);
      return {
        id: identifier,
        identifier,
        arn: cloud.arn("rds", `db:${identifier}`),
        endpoint: `${identifier}.${endpointDomain(cloud)}`,
        port: Number(cluster?.port ?? PORTS[cloud.text("engine")] ?? 5432),
        dbiResourceId: `db-${lowerCharacters(cloud.seed, 26).toUpperCase()}`,
        engineVersion: version,
        engineVersionActual: actualVersion(cloud.text("engine"), version),
        availabilityZone: `${cloud.region}a`,
        networkType: "IPV4",
        storageEncrypted: cluster?.storageEncrypted === true,
        writer: Number(cloud.inputs.promotionTier ?? 0) === 0,
        ...(cluster?.kmsKeyId !== undefined && { kmsKeyId: cluster.kmsKeyId }),
      };
    },
    checks: [
      identifierRule("identifier"),
      matches(
        "instanceClass",
        /^db\.(serverless|[a-z0-9]+\.[a-z0-9]+)$/,
        "e.g. db.r7g.large, or db.serverless",
      ),
      whole("promotionTier", 0, 15),
      oneOf("monitoringInterval", [0, 1, 5, 10, 15, 30, 60]),
      monitoringNeedsRole,
    ],
    world: [
      mentions({
        path: "clusterIdentifier",
        type: CLUSTER,
        complaint: "DBClusterNotFoundFault: there is no DB cluster",
      }),
      serverlessIsScaled,
    ],
  },
  [PARAMETER_GROUP]: {
    name: { property: "name", max: 255, lower: true },
    replaces: ["description", "family", "name", "namePrefix"],
    sets: ["parameters"],
    outputs: cloud => ({
      id: cloud.physicalName,
      name: cloud.physicalName,
      arn: cloud.arn("rds", `cluster-pg:${cloud.physicalName}`),
      description: "Managed by Pulumi",
    }),
    checks: [
      groupName(255),
      matches("family", /^aurora-[a-z]+[0-9]+(\.[0-9]+)?$/, "e.g. aurora-postgresql16"),
    ],
  },
};
