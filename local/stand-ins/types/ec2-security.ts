import { parseCidr } from "../checks/cidr";
import { among, exactlyOne, length, matches, whole } from "../checks/rules";
import { ec2Id } from "../outputs/identity";
import { Values, asText, canonicalJson } from "../values";
import { Check, TypeEntry, WorldCheck } from "./type-entry";

const DESCRIPTION = matches(
  "description",
  /^[0-9A-Za-z_ .:/()#,@[\]+=&;{}!$*-]*$/,
  "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*",
);

/** Where traffic comes from or goes to; exactly one is given. */
const ENDS = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"] as const;

const PORTS: Check = among(
  ["fromPort", "toPort", "ipProtocol"],
  ({ fromPort, toPort, ipProtocol }) => {
    if (asText(ipProtocol) === "-1") {
      return fromPort === undefined && toPort === undefined
        ? undefined
        : "a rule for all protocols (-1) takes no ports";
    }
    if (fromPort === undefined || toPort === undefined) {
      return `protocol ${asText(ipProtocol)} needs fromPort and toPort`;
    }
    return Number(fromPort) <= Number(toPort)
      ? undefined
      : `fromPort ${asText(fromPort)} is above toPort ${asText(toPort)}`;
  },
);

const CIDR: Check = among(["cidrIpv4"], ({ cidrIpv4 }) =>
  cidrIpv4 === undefined || parseCidr(asText(cidrIpv4)) !== undefined
    ? undefined
    : `"${asText(cidrIpv4)}" is not an IPv4 block on its own boundary, such as 10.0.0.0/16`,
);

/** Rules of one direction that a security group takes (quota L-0EA8095F). */
const MAX_RULES = 60;

/** A security group has room for one more rule of the direction. */
const roomForRule = (type: string): WorldCheck => {
  return ({ inputs, others }) => {
    const group = asText(inputs.securityGroupId);
    const rules = others.all(type).filter(({ outputs }) => outputs.securityGroupId === group);
    return rules.length < MAX_RULES
      ? []
      : [
          `RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group has been reached: ${group} has ${MAX_RULES}`,
        ];
  };
};

const sourceOf = (inputs: Values) => ENDS.find(end => inputs[end] !== undefined);

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const rule = (type: string): TypeEntry => ({
  replaces: ["securityGroupId"],
  replaceWhen: (olds, news) => {
    const [before, after] = [sourceOf(olds), sourceOf(news)];
    return before === after ? [] : [before, after].filter(end => end !== undefined);
  },
  outputs: cloud => {
    const id = cloud.ec2Id("sgr");
    return {
      id,
      arn: cloud.arn("ec2", `security-group-rule/${id}`),
      securityGroupRuleId: id,
    };
  },
  checks: [
    exactlyOne(...ENDS),
    PORTS,
    CIDR,
    whole("fromPort", -1, 65535),
    whole("toPort", -1, 65535),
    length("description", 0, 255),
    DESCRIPTION,
  ],
  unique: inputs =>
    canonicalJson(
      ["securityGroupId", "ipProtocol", "fromPort", "toPort", ...ENDS].map(key =>
        asText(inputs[key]),
      ),
    ),
  world: [roomForRule(type)],
});

/** Security groups and their rules. */
export const ec2Security: Readonly<Record<string, TypeEntry>> = {
  "aws:ec2/securityGroup:SecurityGroup": {
    name: { property: "name", max: 255 },
    replaces: ["description", "name", "namePrefix", "vpcId"],
    sets: ["ingress", "egress"],
    outputs: cloud => {
      const id = cloud.ec2Id("sg");
      return {
        id,
        arn: cloud.arn("ec2", `security-group/${id}`),
        name: cloud.physicalName,
        description: "Managed by Pulumi",
        ownerId: cloud.accountId,
        ingress: [],
        egress: [],
        revokeRulesOnDelete: false,
      };
    },
    checks: [
      length("name", 1, 255),
      matches("name", /^(?!sg-)/, "a name that does not begin with sg-"),
      length("description", 1, 255),
      DESCRIPTION,
    ],
    unique: inputs => `${asText(inputs.vpcId)} ${asText(inputs.name)}`,
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    replaces: ["vpcId"],
    sets: ["ingress", "egress"],
    outputs: cloud => {
      const id = ec2Id("sg", cloud.text("vpcId"));
      return {
        id,
        arn: cloud.arn("ec2", `security-group/${id}`),
        name: "default",
        description: "default VPC security group",
        ownerId: cloud.accountId,
        ingress: [],
        egress: [],
      };
    },
    unique: inputs => asText(inputs.vpcId),
  },
  [INGRESS]: rule(INGRESS),
  [EGRESS]: rule(EGRESS),
};
