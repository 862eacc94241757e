import { Check, Problem, Surroundings, WorldCheck } from "../types/type-entry";
import { Values, asList, asText, hasUnknown } from "../values";
import { among } from "./rules";

/** The password, of an instance or a cluster; it is never shown. */
export function passwordProblems(inputs: Values): Problem[] {
  const property = inputs.masterPassword === undefined ? "password" : "masterPassword";
  const value = inputs[property];
  if (value === undefined || hasUnknown(value)) {
    return [];
  }
  const text = asText(value);
  const reason =
    text.length < 8 || text.length > 128
      ? `it has ${text.length} characters; use 8 to 128`
      : /[/@" ]/.test(text)
        ? 'it holds one of / @ " or a space, which RDS refuses'
        : undefined;
  return reason === undefined ? [] : [{ property, reason }];
}

/** The parameters are of the engine and its major version. */
export function familyFitsEngine(property: string, type: string): WorldCheck {
  return ({ inputs, others }) => {
    const name = asText(inputs[property]);
    const group = others.find(name, type);
    const family = asText(group?.outputs.family);
    const wanted = `${asText(inputs.engine)}${asText(inputs.engineVersion).split(".")[0]}`;
    return group === undefined || inputs.engineVersion === undefined || family === wanted
      ? []
      : [
          `InvalidParameterCombination: the parameter group ${name} is of family ${family}; use one of ${wanted}`,
        ];
  };
}

/** What a replica takes from its source may not be asked for, and the source keeps backups. */
export const replicaInputs: Check = among(["replicateSourceDb"], inputs => {
  const taken = ["dbName", "username", "password", "engine"].filter(
    property => inputs[property] !== undefined,
  );
  return asText(inputs.replicateSourceDb) === "" || taken.length === 0
    ? undefined
    : `a replica takes ${taken.join(", ")} from its source; leave out`;
});

/** The source of a replica, or of backups that are replicated, is there and keeps backups. */
export function keepsBackups(property: string): WorldCheck {
  return ({ inputs, others }) => {
    const name = asText(inputs[property]);
    const source = others.find(name, "aws:rds/instance:Instance");
    if (name === "") {
      return [];
    }
    if (source === undefined) {
      return [`DBInstanceNotFound: there is no DB instance ${name}`];
    }
    return Number(source.outputs.backupRetentionPeriod ?? 0) > 0
      ? []
      : [`InvalidDBInstanceState: automated backups are not enabled for ${name}`];
  };
}

/** Backups are replicated to another region, under a key of that region. */
export function copiesToAnotherRegion({ inputs, region }: Surroundings): string[] {
  const target = asText(inputs.region) || region;
  const [, , , source] = asText(inputs.sourceDbInstanceArn).split(":");
  const [, , , keyRegion] = asText(inputs.kmsKeyId).split(":");
  return [
    ...(source === target
      ? [`InvalidParameterValue: the source is in ${target} itself; use another region`]
      : []),
    ...(inputs.kmsKeyId !== undefined && keyRegion !== target
      ? [`KMSKeyNotAccessibleFault: the key is in ${keyRegion}; use one of ${target}`]
      : []),
  ];
}

/** A serverless instance needs to know between which sizes. */
export function serverlessIsScaled({ inputs, others }: Surroundings): string[] {
  const cluster = others.find(asText(inputs.clusterIdentifier), "aws:rds/cluster:Cluster");
  return inputs.instanceClass !== "db.serverless" ||
    cluster === undefined ||
    cluster.outputs.serverlessv2ScalingConfiguration !== undefined
    ? []
    : [
        "InvalidParameterCombination: set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance",
      ];
}

/** RDS wants subnets in two zones even for one instance. */
export function coversTwoZones(property: string, complaint: string): WorldCheck {
  return ({ inputs, others }) => {
    const zones = asList(inputs[property]).map(
      id => others.find(asText(id), "aws:ec2/subnet:Subnet")?.outputs.availabilityZone,
    );
    return zones.includes(undefined) || new Set(zones).size >= 2
      ? []
      : [`${complaint}: the subnets are in one availability zone; use subnets of at least two`];
  };
}
