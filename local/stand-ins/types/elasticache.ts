import { cachePlacement, cacheShape, familyFitsCache, tokenProblems } from "../checks/cache";
import { mentions } from "../checks/references";
import { among, length, matches, oneOf, whole } from "../checks/rules";
import { Cloud } from "../outputs/cloud";
import { lowerCharacters } from "../outputs/identity";
import { zonesOf } from "../outputs/regions";
import { allAt, asList, asText } from "../values";
import { TypeEntry } from "./type-entry";

const SUBNET_GROUP = "aws:elasticache/subnetGroup:SubnetGroup";
const PARAMETER_GROUP = "aws:elasticache/parameterGroup:ParameterGroup";

const groupName = matches(
  "name",
  /^(?!.*--)[a-z][a-z0-9-]{0,253}[a-z0-9]$|^[a-z]$/i,
  "1 to 255 letters, digits and single hyphens, beginning with a letter and not ending with a hyphen",
);

/** Newest patch versions that ElastiCache runs for what is asked. */
const PATCHES: Readonly<Record<string, string>> = { "7.0": "7.0.7", "7.1": "7.1.0" };

/** The nodes' ids: numbered within the group or, with shards, within each. */
function members(id: string, shards: number, nodesEach: number, clustered: boolean): string[] {
  const numbered = (prefix: string, count: number, digits: number) =>
    Array.from({ length: count }, (_, i) => `${prefix}-${String(i + 1).padStart(digits, "0")}`);
  return clustered
    ? numbered(id, shards, 4).flatMap(shard => numbered(shard, nodesEach, 3))
    : numbered(id, nodesEach, 3);
}

/** Host names as ElastiCache makes them: with TLS the role comes first. */
function endpoints(cloud: Cloud, id: string, clustered: boolean) {
  const [region] = zonesOf(cloud.region)[0].zoneId.split("-");
  const domain = `${lowerCharacters(`${cloud.accountId}${cloud.region}`, 6)}.${region}.cache.${cloud.dnsSuffix}`;
  const tls = cloud.inputs.transitEncryptionEnabled === true;
  const host = (role: string, plain: string) =>
    tls ? `${role}.${id}.${domain}` : `${id}${plain}.${domain}`;
  return clustered
    ? { configurationEndpointAddress: host("clustercfg", "") }
    : {
        primaryEndpointAddress: host("master", ""),
        readerEndpointAddress: host("replica", "-ro"),
      };
}

/** Redis and Valkey with their subnets and parameters. */
export const elasticache: Readonly<Record<string, TypeEntry>> = {
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    name: { property: "replicationGroupId", max: 40, lower: true },
    replaces: [
      "atRestEncryptionEnabled",
      "dataTieringEnabled",
      "globalReplicationGroupId",
      "kmsKeyId",
      "networkType",
      "port",
      "replicationGroupId",
      "securityGroupNames",
      "snapshotArns",
      "snapshotName",
      "subnetGroupName",
    ],
    // The provider replaces for a lower version, and for the way from Valkey to Redis.
    replaceWhen: (olds, news) => [
      ...(olds.engine === news.engine && Number(news.engineVersion) < Number(olds.engineVersion)
        ? ["engineVersion"]
        : []),
      ...(olds.engine === "valkey" && news.engine !== "valkey" ? ["engine"] : []),
    ],
    sets: ["logDeliveryConfigurations", "securityGroupIds", "snapshotArns", "userGroupIds"],
    outputs: cloud => {
      const { inputs } = cloud;
      const id = cloud.physicalName;
      const clustered = inputs.numNodeGroups !== undefined;
      const shards = Number(inputs.numNodeGroups ?? 1);
      const nodesEach = clustered
        ? 1 + Number(inputs.replicasPerNodeGroup ?? 0)
        : Number(inputs.numCacheClusters ?? 1);
      const version = cloud.text("engineVersion") || "7.1";
      return {
        id,
        replicationGroupId: id,
        arn: cloud.arn("elasticache", `replicationgroup:${id}`),
        engine: "redis",
        engineVersion: version,
        engineVersionActual: PATCHES[version] ?? `${version}.0`,
        clusterEnabled: clustered,
        clusterMode: clustered ? "enabled" : "disabled",
        numNodeGroups: shards,
        replicasPerNodeGroup: nodesEach - 1,
        numCacheClusters: shards * nodesEach,
        memberClusters: members(id, shards, nodesEach, clustered),
        atRestEncryptionEnabled: inputs.engine === "valkey",
        transitEncryptionEnabled: false,
        autoMinorVersionUpgrade: true,
        dataTieringEnabled: false,
        ipDiscovery: "ipv4",
        networkType: "ipv4",
        maintenanceWindow: "sun:05:00-sun:06:00",
        snapshotWindow: "03:00-04:00",
        ...endpoints(cloud, id, clustered),
      };
    },
    checks: [
      matches(
        "replicationGroupId",
        /^(?!.*--)[a-z][a-z0-9-]{0,38}[a-z0-9]$|^[a-z]$/i,
        "1 to 40 letters, digits and single hyphens, beginning with a letter and not ending with a hyphen",
      ),
      length("description", 1, 1024),
      oneOf("engine", ["redis", "valkey"]),
      matches("engineVersion", /^\d+\.(\d+|x)(\.\d+)?$/, "e.g. 7.1"),
      matches("nodeType", /^cache\.[a-z0-9]+\.[a-z0-9]+$/, "e.g. cache.t4g.micro"),
      oneOf("clusterMode", ["enabled", "disabled", "compatible"]),
      oneOf("transitEncryptionMode", ["preferred", "required"]),
      oneOf("authTokenUpdateStrategy", ["SET", "ROTATE", "DELETE"]),
      whole("snapshotRetentionLimit", 0, 35),
      whole("numNodeGroups", 1, 500),
      whole("replicasPerNodeGroup", 0, 5),
      whole("numCacheClusters", 1, 6),
      tokenProblems,
      ...cacheShape,
      among(["logDeliveryConfigurations"], inputs => {
        const kinds = allAt(inputs, "logDeliveryConfigurations.logType");
        return kinds.length === new Set(kinds).size &&
          kinds.every(kind => ["slow-log", "engine-log"].includes(asText(kind)))
          ? undefined
          : `${kinds.map(asText).join(", ")} is not valid; use slow-log and engine-log, one of each`;
      }),
    ],
    world: [
      mentions({
        path: "subnetGroupName",
        type: SUBNET_GROUP,
        complaint: "CacheSubnetGroupNotFoundFault: there is no cache subnet group",
        except: /^default$/,
      }),
      mentions({
        path: "parameterGroupName",
        type: PARAMETER_GROUP,
        complaint: "CacheParameterGroupNotFound: there is no cache parameter group",
        except: /^default\./,
      }),
      ({ inputs, others }) =>
        allAt(inputs, "logDeliveryConfigurations.destination")
          .map(asText)
          .filter(name => others.find(name, "aws:cloudwatch/logGroup:LogGroup") === undefined)
          .map(name => `InvalidParameterValue: there is no log group ${name}`),
      familyFitsCache,
      cachePlacement,
    ],
  },
  [SUBNET_GROUP]: {
    name: { property: "name", max: 255, lower: true },
    replaces: ["name"],
    sets: ["subnetIds"],
    outputs: cloud => ({
      id: cloud.physicalName,
      name: cloud.physicalName,
      arn: cloud.arn("elasticache", `subnetgroup:${cloud.physicalName}`),
      description: "Managed by Pulumi",
      vpcId: asText(cloud.find(asText(asList(cloud.inputs.subnetIds)[0]))?.vpcId),
    }),
    checks: [groupName],
  },
  [PARAMETER_GROUP]: {
    name: { property: "name", max: 255, lower: true },
    replaces: ["description", "family", "name"],
    sets: ["parameters"],
    outputs: cloud => ({
      id: cloud.physicalName,
      name: cloud.physicalName,
      arn: cloud.arn("elasticache", `parametergroup:${cloud.physicalName}`),
      description: "Managed by Pulumi",
    }),
    checks: [
      groupName,
      oneOf("family", ["redis5.0", "redis6.x", "redis7", "valkey7", "valkey8", "memcached1.6"]),
    ],
  },
};
