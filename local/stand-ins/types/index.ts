import { Values, asText } from "../values";
import { amp } from "./amp";
import { autoscaling } from "./autoscaling";
import { cloudfront } from "./cloudfront";
import { backup } from "./backup";
import { cloudtrail } from "./cloudtrail";
import { cloudwatch } from "./cloudwatch";
import { codeDeploy } from "./code-deploy";
import { dns } from "./dns";
import { docker } from "./docker";
import { dynamic } from "./dynamic";
import { ec2Endpoints } from "./ec2-endpoints";
import { ec2Gateways } from "./ec2-gateways";
import { ec2Security } from "./ec2-security";
import { ec2Vpc } from "./ec2-vpc";
import { ecr } from "./ecr";
import { ecs } from "./ecs";
import { elasticache } from "./elasticache";
import { efs } from "./efs";
import { iam } from "./iam";
import { kms } from "./kms";
import { lb } from "./lb";
import { logDelivery } from "./log-delivery";
import { random } from "./random";
import { rds } from "./rds";
import { rdsAurora } from "./rds-aurora";
import { rdsProxy } from "./rds-proxy";
import { s3 } from "./s3";
import { secrets } from "./secrets";
import { serviceDiscovery } from "./service-discovery";
import { sns } from "./sns";
import { TypeEntry } from "./type-entry";
import { waf } from "./waf";

const table: Readonly<Record<string, TypeEntry | undefined>> = {
  ...amp,
  ...autoscaling,
  ...cloudfront,
  ...backup,
  ...cloudtrail,
  ...cloudwatch,
  ...codeDeploy,
  ...dns,
  ...docker,
  ...ec2Endpoints,
  ...ec2Gateways,
  ...ec2Security,
  ...ec2Vpc,
  ...ecr,
  ...ecs,
  ...elasticache,
  ...efs,
  ...iam,
  ...kms,
  ...lb,
  ...logDelivery,
  ...random,
  ...rds,
  ...rdsAurora,
  ...rdsProxy,
  ...s3,
  ...secrets,
  ...serviceDiscovery,
  ...sns,
  ...waf,
};

/** Every type with a stand-in, but the dynamic resources, which share one. */
export const STAND_IN_TYPES: readonly string[] = Object.keys(table);

/** The kinds of dynamic resource with a stand-in. */
const DYNAMIC_KINDS: readonly string[] = Object.keys(dynamic);

/** Dynamic resources have this type, with a module and name of the program's own choice. */
const DYNAMIC = /^pulumi-nodejs:dynamic(\/[^:]*)?:/;

/** The stand-in of a type; throws for one that has none. */
export function entryOf(type: string, inputs: Values): TypeEntry {
  if (DYNAMIC.test(type)) {
    const kind = asText(inputs.kind);
    if (!DYNAMIC_KINDS.includes(kind)) {
      throw new Error(
        `There is no stand-in for the dynamic resource of kind "${kind}"; there is one for ${DYNAMIC_KINDS.join(" and ")}`,
      );
    }
    return dynamic[kind];
  }
  const entry = table[type];
  if (entry === undefined) {
    throw new Error(
      `There is no stand-in for the resource type ${type}; add an entry in local/stand-ins/types`,
    );
  }
  return entry;
}
