import { refersTo } from "../../references";
import { aurora, hoursPerMonth, rdsPostgres, rdsProxy, rdsStorage, secret } from "../prices.json";
import { Charge, Planned, Stack } from "./planned";

const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const PART = "databases";

interface Instance {
  engine?: string;
  instanceClass?: string;
  multiAz?: boolean;
  allocatedStorage?: number;
  storageType?: string;
  manageMasterUserPassword?: boolean;
}

/** An instance and its storage, both twice in two zones, and the secret that RDS keeps for it. */
export function instanceCharges(instance: Planned, stack: Stack): Charge[] {
  const source = stack(INSTANCE).find(other => refersTo(instance, "replicateSourceDb", other));
  const inherited = (source?.props ?? {}) as Instance;
  const own = instance.props as Instance;
  const copies = own.multiAz ? 2 : 1;
  const engine = own.engine ?? inherited.engine ?? "";
  const computing =
    engine === "postgres" ? priceOf(rdsPostgres.hour, own.instanceClass) : undefined;
  const storage = priceOf(rdsStorage.gbMonth, own.storageType ?? "gp2");
  const gigabytes = own.allocatedStorage ?? inherited.allocatedStorage ?? 0;
  return [
    { part: PART, monthlyUsd: computing && computing * hoursPerMonth * copies },
    { part: PART, monthlyUsd: storage && storage * gigabytes * copies },
    ...(own.manageMasterUserPassword ? [{ part: "secrets", monthlyUsd: secret.month }] : []),
  ];
}

/** An instance of an Aurora cluster; its storage goes by use. */
export function clusterInstanceCharges(instance: Planned, stack: Stack): Charge[] {
  const { instanceClass } = instance.props as Instance;
  if (instanceClass !== "db.serverless") {
    const hour = priceOf(aurora.hour, instanceClass);
    return [{ part: PART, monthlyUsd: hour && hour * hoursPerMonth }];
  }
  const cluster = stack(CLUSTER).find(other => refersTo(instance, "clusterIdentifier", other));
  const scaling = cluster?.props.serverlessv2ScalingConfiguration as
    { minCapacity?: number } | undefined;
  const units = scaling?.minCapacity ?? 0;
  return [{ part: PART, monthlyUsd: units * aurora.capacityUnitHour * hoursPerMonth }];
}

/** A cluster of three instances in three zones, which has prices of its own, and its secret. */
export function clusterCharges({ props }: Planned): Charge[] {
  return [
    ...(props.dbClusterInstanceClass ? [{ part: PART, monthlyUsd: undefined }] : []),
    ...(props.manageMasterUserPassword ? [{ part: "secrets", monthlyUsd: secret.month }] : []),
  ];
}

/** A proxy, by the processors of the databases behind it. */
export function proxyCharges(proxy: Planned, stack: Stack): Charge[] {
  const vcpus = stack("aws:rds/proxyTarget:ProxyTarget")
    .filter(target => refersTo(target, "dbProxyName", proxy))
    .flatMap(target =>
      stack(INSTANCE).filter(database => refersTo(target, "dbInstanceIdentifier", database)),
    )
    .reduce((sum, { props }) => sum + vcpusOf((props as Instance).instanceClass), 0);
  const billed = Math.max(vcpus, rdsProxy.leastVcpus);
  return [{ part: PART, monthlyUsd: billed * rdsProxy.vcpuHour * hoursPerMonth }];
}

/** Processors of a class: two up to `large`, then twice as many for each `xlarge`. */
function vcpusOf(instanceClass = ""): number {
  const [, times] = /\.(\d*)xlarge$/.exec(instanceClass) ?? [];
  return times === undefined ? 2 : 4 * Number(times || 1);
}

function priceOf(
  prices: Readonly<Record<string, number | undefined>>,
  name: string | undefined,
): number | undefined {
  return prices[name ?? ""];
}
