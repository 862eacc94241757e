import { coversTwoZones } from "../checks/database";
import { mentions } from "../checks/references";
import { among, exactlyOne, oneOf, whole } from "../checks/rules";
import { hex } from "../outputs/identity";
import { allAt, asText } from "../values";
import { endpointDomain, identifierRule } from "./rds";
import { TypeEntry } from "./type-entry";

const PROXY = "aws:rds/proxy:Proxy";
const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";

const ofProxy = mentions({
  path: "dbProxyName",
  type: PROXY,
  complaint: "DBProxyNotFoundFault: there is no DB proxy",
});

/** Proxies in front of databases, and what they lead to. */
export const rdsProxy: Readonly<Record<string, TypeEntry>> = {
  [PROXY]: {
    name: { property: "name", max: 63, lower: true },
    replaces: [
      "endpointNetworkType",
      "engineFamily",
      "targetConnectionNetworkType",
      "vpcSubnetIds",
    ],
    sets: ["auths", "vpcSecurityGroupIds", "vpcSubnetIds"],
    outputs: cloud => {
      const name = cloud.physicalName;
      return {
        id: name,
        name,
        arn: cloud.arn("rds", `db-proxy:prx-${hex(cloud.seed, 17)}`),
        endpoint: `${name}.${endpointDomain(cloud, "proxy-")}`,
        endpointNetworkType: "IPV4",
        targetConnectionNetworkType: "IPV4",
        idleClientTimeout: 1800,
        requireTls: false,
      };
    },
    checks: [
      identifierRule("name"),
      oneOf("engineFamily", ["MYSQL", "POSTGRESQL", "SQLSERVER"]),
      whole("idleClientTimeout", 1, 28800),
      among(["auths"], inputs => {
        const strange = allAt(inputs, "auths.iamAuth").filter(
          mode => !["DISABLED", "REQUIRED", "ENABLED"].includes(asText(mode)),
        );
        return strange.length === 0
          ? undefined
          : `iamAuth ${strange.map(asText).join(", ")} is not valid; use DISABLED or REQUIRED`;
      }),
    ],
    world: [
      mentions({
        path: "auths.secretArn",
        type: "aws:secretsmanager/secret:Secret",
        complaint: "InvalidParameterValue: there is no secret",
      }),
      coversTwoZones("vpcSubnetIds", "InvalidSubnet"),
    ],
  },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    replaces: ["dbProxyName"],
    outputs: cloud => ({
      id: cloud.text("dbProxyName"),
      name: "default",
      arn: cloud.arn("rds", `target-group:prx-tg-${hex(cloud.seed, 17)}`),
    }),
    checks: [
      whole("connectionPoolConfig.maxConnectionsPercent", 1, 100),
      whole("connectionPoolConfig.maxIdleConnectionsPercent", 0, 100),
      whole("connectionPoolConfig.connectionBorrowTimeout", 0, 3600),
    ],
    world: [ofProxy],
    unique: inputs => asText(inputs.dbProxyName),
  },
  "aws:rds/proxyTarget:ProxyTarget": {
    replaces: ["dbClusterIdentifier", "dbInstanceIdentifier", "dbProxyName", "targetGroupName"],
    outputs: cloud => {
      const cluster = cloud.text("dbClusterIdentifier");
      const instance = cloud.text("dbInstanceIdentifier");
      const type = cluster === "" ? "RDS_INSTANCE" : "TRACKED_CLUSTER";
      const target = cluster || instance;
      const found = cluster === "" ? cloud.find(instance, INSTANCE) : cloud.find(cluster, CLUSTER);
      return {
        id: [cloud.text("dbProxyName"), cloud.text("targetGroupName"), type, target].join("/"),
        type,
        rdsResourceId: target,
        targetArn: asText(found?.arn),
        endpoint: asText(found?.address) || asText(found?.endpoint),
        port: Number(found?.port ?? 5432),
        trackedClusterId: cluster,
      };
    },
    checks: [exactlyOne("dbInstanceIdentifier", "dbClusterIdentifier")],
    world: [
      ofProxy,
      mentions({
        path: "dbInstanceIdentifier",
        type: INSTANCE,
        complaint: "DBInstanceNotFound: there is no DB instance",
      }),
      mentions({
        path: "dbClusterIdentifier",
        type: CLUSTER,
        complaint: "DBClusterNotFoundFault: there is no DB cluster",
      }),
    ],
  },
};
