import { iamPolicyNoPublicCondition } from "../../../policies/least-privilege/iam-policy-no-public-condition";
import { iamPolicyNoWildcardService } from "../../../policies/least-privilege/iam-policy-no-wildcard-service";
import { own } from "../support/own-grants";
import { describeIdentityRule, RawStatement } from "../support/rule-cases";

const OBJECTS = "arn:aws:s3:::shop-assets/*";

const noService = (action: string) =>
  `[Action::${action}] policy: statement 1 allows ${action}, which names no service: write the service's prefix.`;

describeIdentityRule(iamPolicyNoWildcardService, [
  [
    "reports an action of every service, and of some",
    [{ Action: ["*:Get*", "s3:GetObject", "ec?:DescribeImages"], Resource: OBJECTS }],
    [noService("*:get*"), noService("ec?:describeimages")],
  ],
  [
    "reports a wildcard that leaves the service open",
    [{ Action: "s3*", Resource: "*" }],
    [noService("s3*")],
  ],
  [
    "leaves every action to the rules for that",
    [{ Action: ["*", "*:*", "**"], Resource: OBJECTS }],
    [],
  ],
  [
    "leaves wildcards within a service to the rules for them",
    [{ Action: ["s3:*", "s3:Get*"], Resource: "*" }],
    [],
  ],
  ["accepts what the program itself grants", own, []],
]);

const through = (range: string, statement = 1) =>
  `[aws:SourceIp::${range}] policy: statement ${statement} has a condition on aws:SourceIp that lets ${range} through: name your own ranges.`;
const from = (...ranges: string[]): RawStatement => ({
  Action: "s3:GetObject",
  Resource: OBJECTS,
  Condition: { IpAddress: { "aws:SourceIp": ranges } },
});

describeIdentityRule(iamPolicyNoPublicCondition, [
  ["reports every address", [from("0.0.0.0/0")], [through("0.0.0.0/0")]],
  [
    "reports every address among others, of either version, in any spelling",
    [
      from("203.0.113.0/24", "::/0"),
      { ...from(), Condition: { ipaddressifexists: { "AWS:sourceip": "0.0.0.0/0" } } },
    ],
    [through("::/0"), through("0.0.0.0/0", 2)],
  ],
  [
    "reports both halves",
    [from("0.0.0.0/1", "128.0.0.0/1")],
    [through("0.0.0.0/1"), through("128.0.0.0/1")],
  ],
  [
    "reports it within a set operator",
    [{ ...from(), Condition: { "ForAnyValue:IpAddress": { "aws:SourceIp": "0.0.0.0/0" } } }],
    [through("0.0.0.0/0")],
  ],
  [
    "accepts ranges and single addresses",
    [from("203.0.113.0/24", "10.0.0.0/8", "198.51.100.7", "2001:db8::/32")],
    [],
  ],
  ["accepts no condition, and one on something else", own, []],
  [
    "accepts every address of VPCs: the call has to come through an endpoint",
    [{ ...from(), Condition: { IpAddress: { "aws:VpcSourceIp": "0.0.0.0/0" } } }],
    [],
  ],
  [
    "accepts all addresses but some",
    [{ ...from(), Condition: { NotIpAddress: { "aws:SourceIp": "0.0.0.0/0" } } }],
    [],
  ],
]);
