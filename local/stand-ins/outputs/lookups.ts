import { prefixListId } from "../types/ec2-gateways";
import { actualVersion } from "../types/rds";
import { Values, asText, withoutNulls } from "../values";
import { ACCOUNT_ID, dnsSuffixOf, hex, lowerCharacters, partitionOf } from "./identity";
import { zonesOf } from "./regions";

/** Where a lookup is made. */
export interface LookupContext {
  region: string;
  /** @default "123456789012" */
  accountId?: string;
}

interface Place {
  region: string;
  accountId: string;
  partition: string;
  dnsSuffix: string;
}

type Lookup = (args: Values, place: Place) => Values;

/** Accounts that write access logs of older regions. */
const ELB_ACCOUNTS: Readonly<Record<string, string>> = {
  "us-east-1": "127311923021",
  "us-east-2": "033677994240",
  "us-west-1": "027434742980",
  "us-west-2": "797873946194",
  "eu-west-1": "156460612806",
  "eu-west-2": "652711504416",
  "eu-central-1": "054676820928",
};

const LOOKUPS: Readonly<Record<string, Lookup | undefined>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": (_args, { accountId, partition }) => ({
    id: accountId,
    accountId,
    arn: `arn:${partition}:iam::${accountId}:user/stand-in`,
    userId: `AIDA${lowerCharacters(accountId, 17).toUpperCase()}`,
  }),
  "aws:index/getRegion:getRegion": (args, place) => {
    const region = asText(args.region) || asText(args.name) || place.region;
    return {
      id: region,
      name: region,
      region,
      description: region,
      endpoint: `ec2.${region}.${place.dnsSuffix}`,
    };
  },
  "aws:index/getPartition:getPartition": (_args, { partition, dnsSuffix }) => ({
    id: partition,
    partition,
    dnsSuffix,
    reverseDnsPrefix: dnsSuffix.split(".").reverse().join("."),
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": (_args, { region }) => ({
    id: region,
    names: zonesOf(region).map(({ name }) => name),
    zoneIds: zonesOf(region).map(({ zoneId }) => zoneId),
    groupNames: [`${region}-zg-1`],
  }),
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": (args, { region, partition }) => {
    const name = asText(args.name) || `com.amazonaws.${region}.s3`;
    const id = asText(args.id) || prefixListId(name);
    return {
      id,
      name,
      arn: `arn:${partition}:ec2:${region}:aws:prefix-list/${id}`,
      addressFamily: "IPv4",
      entries: [],
      maxEntries: 0,
      ownerId: "AWS",
      tags: {},
      version: 1,
    };
  },
  "aws:ec2/getVpc:getVpc": (args, { region, accountId, partition }) => {
    const id = asText(args.id) || elsewhere("vpc", `default:${region}`);
    return {
      id,
      arn: `arn:${partition}:ec2:${region}:${accountId}:vpc/${id}`,
      cidrBlock: asText(args.cidrBlock) || "10.0.0.0/16",
      cidrBlockAssociations: [],
      default: args.id === undefined,
      dhcpOptionsId: elsewhere("dopt", region),
      enableDnsHostnames: true,
      enableDnsSupport: true,
      enableNetworkAddressUsageMetrics: false,
      instanceTenancy: "default",
      ipv6AssociationId: "",
      ipv6CidrBlock: "",
      mainRouteTableId: elsewhere("rtb", id),
      ownerId: accountId,
      state: "available",
      tags: {},
    };
  },
  "aws:ec2/getRouteTable:getRouteTable": (args, { region, accountId, partition }) => {
    const subnetId = asText(args.subnetId);
    const id = elsewhere("rtb", subnetId);
    return {
      id,
      routeTableId: id,
      arn: `arn:${partition}:ec2:${region}:${accountId}:route-table/${id}`,
      associations: [],
      gatewayId: "",
      ownerId: accountId,
      routes: [],
      subnetId,
      tags: {},
      vpcId: elsewhere("vpc", subnetId),
    };
  },
  "aws:ec2/getSubnets:getSubnets": (args, { region }) => ({
    id: region,
    ids: zonesOf(region)
      .slice(0, 3)
      .map(({ name }) => elsewhere("subnet", `${JSON.stringify(args)}${name}`)),
    tags: {},
  }),
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": (args, place) => login(args, place),
  "aws:ecr/getCredentials:getCredentials": (args, place) => {
    const { authorizationToken, proxyEndpoint, expiresAt } = login(args, place);
    return { id: asText(args.registryId), authorizationToken, proxyEndpoint, expiresAt };
  },
  "aws:elb/getServiceAccount:getServiceAccount": (_args, { region, partition }) => {
    const id = ELB_ACCOUNTS[region];
    if (id === undefined) {
      throw new Error(
        `Elastic Load Balancing has no account of its own in ${region}; let logdelivery.elasticloadbalancing.amazonaws.com write`,
      );
    }
    return { id, arn: `arn:${partition}:iam::${id}:root` };
  },
  "aws:rds/getEngineVersion:getEngineVersion": args => {
    const engine = asText(args.engine);
    const version = actualVersion(engine, asText(args.version));
    return {
      id: version,
      engine,
      version,
      versionActual: version,
      defaultCharacterSet: "",
      engineDescription: engine,
      parameterGroupFamily: `${engine}${version.split(".")[0]}`,
      status: "available",
      validUpgradeTargets: [],
    };
  },
  "aws:route53/getZone:getZone": (args, { partition }) => {
    const name = asText(args.name).replace(/\.$/, "");
    const zoneId = asText(args.zoneId) || `Z${hex(`zone:${name}`, 20).toUpperCase()}`;
    return {
      id: zoneId,
      zoneId,
      name,
      arn: `arn:${partition}:route53:::hostedzone/${zoneId}`,
      callerReference: "",
      comment: "",
      linkedServiceDescription: "",
      linkedServicePrincipal: "",
      nameServers: ["ns-1.awsdns-01.com", "ns-2.awsdns-02.net"],
      primaryNameServer: "ns-1.awsdns-01.com",
      privateZone: args.privateZone ?? false,
      resourceRecordSetCount: 2,
      tags: {},
    };
  },
};

/** An id of something that was there before the stack, so never looked for in it. */
function elsewhere(prefix: string, seed: string): string {
  return `${prefix}-e${hex(`${prefix}:${seed}`, 16)}`;
}

function login({ registryId }: Values, { region, accountId, dnsSuffix }: Place) {
  const account = asText(registryId) || accountId;
  return {
    id: region,
    authorizationToken: Buffer.from("AWS:stand-in").toString("base64"),
    userName: "AWS",
    password: "stand-in",
    expiresAt: "2099-01-01T00:00:00Z",
    proxyEndpoint: `https://${account}.dkr.ecr.${region}.${dnsSuffix}`,
  };
}

/**
 * The answer to a lookup such as `aws:index/getRegion:getRegion`, with the arguments repeated as
 * the provider does. Throws for one that is not known here.
 */
export function cloudAnswer(token: string, args: Values, context: LookupContext): Values {
  const lookup = LOOKUPS[token];
  if (lookup === undefined) {
    throw new Error(
      `There is no answer to the lookup ${token}; add one in local/stand-ins/outputs/lookups.ts`,
    );
  }
  const region = asText(args.region) || context.region;
  const given = withoutNulls(args);
  return {
    ...given,
    region,
    ...lookup(given, {
      region,
      accountId: context.accountId ?? ACCOUNT_ID,
      partition: partitionOf(region),
      dnsSuffix: dnsSuffixOf(region),
    }),
  };
}
