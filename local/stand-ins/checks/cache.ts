import { Check, Problem, Surroundings } from "../types/type-entry";
import { Values, asList, asText, asValues, hasUnknown } from "../values";
import { among } from "./rules";

/** The token itself is never shown. */
export function tokenProblems({ authToken, transitEncryptionEnabled }: Values): Problem[] {
  if (authToken === undefined || hasUnknown(authToken)) {
    return [];
  }
  const text = asText(authToken);
  const reason =
    text.length < 16 || text.length > 128
      ? `it has ${text.length} characters; use 16 to 128`
      : !/^[A-Za-z0-9!&#$^<>-]+$/.test(text)
        ? "it holds a character that ElastiCache refuses; use letters, digits and !&#$^<>-"
        : transitEncryptionEnabled !== true
          ? "an authToken needs transitEncryptionEnabled"
          : undefined;
  return reason === undefined ? [] : [{ property: "authToken", reason }];
}

/** How many nodes there are, and what a failover needs of them. */
export const cacheShape: readonly Check[] = [
  among(["numCacheClusters", "numNodeGroups", "replicasPerNodeGroup"], i => {
    if (i.numCacheClusters === undefined) {
      return undefined;
    }
    return i.numNodeGroups === undefined && i.replicasPerNodeGroup === undefined
      ? undefined
      : "it conflicts with numNodeGroups and replicasPerNodeGroup";
  }),
  among(["automaticFailoverEnabled", "numCacheClusters", "numNodeGroups"], i => {
    if (i.automaticFailoverEnabled === true) {
      return i.numNodeGroups === undefined && Number(i.numCacheClusters ?? 1) < 2
        ? "it needs numCacheClusters of at least 2"
        : undefined;
    }
    return i.numNodeGroups === undefined
      ? undefined
      : "InvalidParameterCombination: cluster mode needs automaticFailoverEnabled";
  }),
  among(["multiAzEnabled", "automaticFailoverEnabled", "replicasPerNodeGroup"], i => {
    if (i.multiAzEnabled !== true) {
      return undefined;
    }
    if (i.automaticFailoverEnabled !== true) {
      return "it needs automaticFailoverEnabled";
    }
    return i.numNodeGroups !== undefined && Number(i.replicasPerNodeGroup ?? 0) === 0
      ? "InvalidParameterCombination: Multi-AZ needs a replica in each shard"
      : undefined;
  }),
];

/** The parameters are of the engine and its major version, and turn cluster mode on where there are shards. */
export function familyFitsCache({ inputs, others }: Surroundings): string[] {
  const name = asText(inputs.parameterGroupName);
  const group = others.find(name, "aws:elasticache/parameterGroup:ParameterGroup");
  if (group === undefined) {
    return [];
  }
  const major = asText(inputs.engineVersion).split(".")[0];
  const family = asText(group.outputs.family);
  const wanted = `${asText(inputs.engine) || "redis"}${major}`;
  const on = asList(group.outputs.parameters)
    .map(asValues)
    .some(({ name: parameter, value }) => parameter === "cluster-enabled" && value === "yes");
  const clustered = inputs.numNodeGroups !== undefined;
  return [
    ...(family.replace(/\.(x|\d+)$/, "") === wanted || inputs.engineVersion === undefined
      ? []
      : [
          `InvalidParameterCombination: the parameter group ${name} is of family ${family}; use one of ${wanted}`,
        ]),
    ...(on === clustered
      ? []
      : [
          `InvalidParameterCombination: cluster-enabled is ${on ? "on" : "off"} in the parameter group ${name}, and the group has ${clustered ? "shards" : "no shards"}`,
        ]),
  ];
}

/** Multi-AZ wants a second zone to put a replica in. */
export function cachePlacement({ inputs, others }: Surroundings): string[] {
  const group = others.find(
    asText(inputs.subnetGroupName),
    "aws:elasticache/subnetGroup:SubnetGroup",
  );
  const zones = asList(group?.outputs.subnetIds).map(
    id => others.find(asText(id), "aws:ec2/subnet:Subnet")?.outputs.availabilityZone,
  );
  return inputs.multiAzEnabled !== true ||
    zones.length === 0 ||
    zones.includes(undefined) ||
    new Set(zones).size >= 2
    ? []
    : ["InvalidParameterCombination: Multi-AZ needs a subnet group with subnets in two zones"];
}
