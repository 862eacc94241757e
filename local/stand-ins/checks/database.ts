import { Problem, Surroundings } from "../types/type-entry";
import { Values, asList, asText, hasUnknown } from "../values";

/** The password itself is never shown. */
export function passwordProblems({ password: value }: Values): Problem[] {
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
  return reason === undefined ? [] : [{ property: "password", reason }];
}

/** The parameters are of the engine and its major version. */
export function familyFitsEngine({ inputs, others }: Surroundings): string[] {
  const group = others.find(
    asText(inputs.parameterGroupName),
    "aws:rds/parameterGroup:ParameterGroup",
  );
  const family = asText(group?.outputs.family);
  const wanted = `${asText(inputs.engine)}${asText(inputs.engineVersion).split(".")[0]}`;
  return group === undefined || inputs.engineVersion === undefined || family === wanted
    ? []
    : [
        `InvalidParameterCombination: the parameter group ${asText(inputs.parameterGroupName)} is of family ${family}; use one of ${wanted}`,
      ];
}

/** RDS wants subnets in two zones even for one instance. */
export function coversTwoZones({ inputs, others }: Surroundings): string[] {
  const zones = asList(inputs.subnetIds).map(
    id => others.find(asText(id), "aws:ec2/subnet:Subnet")?.outputs.availabilityZone,
  );
  return zones.includes(undefined) || new Set(zones).size >= 2
    ? []
    : [
        "DBSubnetGroupDoesNotCoverEnoughAZs: the subnets are in one availability zone; use subnets of at least two",
      ];
}
