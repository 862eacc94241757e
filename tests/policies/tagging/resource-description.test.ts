import type { RoleArgs } from "@pulumi/aws/iam";
import type { KeyArgs } from "@pulumi/aws/kms";
import type { SecretArgs } from "@pulumi/aws/secretsmanager";
import type { ParameterArgs } from "@pulumi/aws/ssm";

import { resourceDescription } from "../../../policies/tagging/resource-description";
import { unknownValue } from "../support/engine";
import { describeRule, ruleCases } from "../support/rule-cases";

const missing = ["The resource does not say what it is for: set description."];

describeRule<KeyArgs>(resourceDescription, "aws:kms/key:Key", [
  ["accepts a description", { description: "Data of the shop at rest" }, []],
  ["reports none, for which the provider writes one", {}, missing],
  ["reports one without words", { description: " " }, missing],
  ["reports the provider's own", { description: "Managed by Pulumi" }, missing],
  ["reports another provider's", { description: "managed by terraform" }, missing],
  ["accepts one that begins with those words", { description: "Managed by Pulumi for us" }, []],
  [
    "waits for one that is not known yet",
    { description: unknownValue },
    ["string value at .description can't be known during preview"],
  ],
]);

describe("resource-description on other types", () => {
  ruleCases<SecretArgs>(resourceDescription, "aws:secretsmanager/secret:Secret", [
    ["reports none", {}, missing],
  ]);
  ruleCases<RoleArgs>(resourceDescription, "aws:iam/role:Role", [["reports none", {}, missing]]);
  ruleCases<ParameterArgs>(resourceDescription, "aws:ssm/parameter:Parameter", [
    ["reports none", {}, missing],
  ]);
  for (const type of ["aws:iam/policy:Policy", "aws:kms/replicaKey:ReplicaKey"]) {
    ruleCases<object>(resourceDescription, type, [["reports none", {}, missing]]);
  }
  ruleCases<object>(resourceDescription, "aws:ec2/securityGroup:SecurityGroup", [
    ["leaves security groups to the network pack", {}, []],
  ]);
});
