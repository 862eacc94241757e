import type {
  GroupPolicyArgs,
  PolicyArgs,
  RoleArgs,
  RolePolicyArgs,
  UserPolicyArgs,
} from "@pulumi/aws/iam";

import { iamPolicySize } from "../../../policies/least-privilege/iam-policy-size";
import { unknownValue } from "../support/engine";
import { document, ruleCases } from "../support/rule-cases";

const BARE = document({ Resource: "" }).length;

/** A document of so many characters. */
const sized = (length: number) => document({ Resource: "x".repeat(length - BARE) });
const managed = (count: number) =>
  Array.from({ length: count }, (_, index) => `arn:aws:iam::123456789012:policy/p${index}`);
const over = (path: string, size: number, limit: number, unit = "characters") =>
  `[${path}] ${path} has ${size} ${unit} and AWS takes ${limit}: join or remove some statements or policies.`;

describe(iamPolicySize.name, () => {
  ruleCases<PolicyArgs>(iamPolicySize, "aws:iam/policy:Policy", [
    ["accepts the largest", { policy: sized(6144) }, []],
    ["reports a larger one", { policy: sized(6145) }, [over("policy", 6145, 6144)]],
    [
      "reports one given as an object",
      { policy: JSON.parse(sized(6200)) },
      [over("policy", 6200, 6144)],
    ],
    [
      "does not count white space",
      { policy: JSON.stringify(JSON.parse(sized(6144)), null, 8) },
      [],
    ],
    ["says nothing without a policy", {}, []],
    ["says nothing of one that is not known yet", { policy: unknownValue }, []],
    [
      "says nothing of one with a part that is not known yet",
      { policy: { Version: "2012-10-17", Statement: unknownValue } },
      [],
    ],
  ]);
  ruleCases<RolePolicyArgs>(iamPolicySize, "aws:iam/rolePolicy:RolePolicy", [
    ["accepts the largest", { policy: sized(10_240) }, []],
    ["reports a larger one", { policy: sized(10_241) }, [over("policy", 10_241, 10_240)]],
  ]);
  ruleCases<GroupPolicyArgs>(iamPolicySize, "aws:iam/groupPolicy:GroupPolicy", [
    ["accepts the largest", { policy: sized(5120) }, []],
    ["reports a larger one", { policy: sized(5121) }, [over("policy", 5121, 5120)]],
  ]);
  ruleCases<UserPolicyArgs>(iamPolicySize, "aws:iam/userPolicy:UserPolicy", [
    ["accepts the largest", { policy: sized(2048) }, []],
    ["reports a larger one", { policy: sized(2049) }, [over("policy", 2049, 2048)]],
  ]);
  ruleCases<RoleArgs>(iamPolicySize, "aws:iam/role:Role", [
    [
      "accepts the largest of each",
      {
        assumeRolePolicy: sized(2048),
        inlinePolicies: [{ policy: sized(5120) }, { policy: sized(5120) }],
        managedPolicyArns: managed(10),
      },
      [],
    ],
    [
      "reports each that is too large",
      {
        assumeRolePolicy: sized(2049),
        inlinePolicies: [
          { policy: sized(5120) },
          { policy: unknownValue },
          { policy: sized(5121) },
        ],
        managedPolicyArns: managed(11),
      },
      [
        over("assumeRolePolicy", 2049, 2048),
        over("inlinePolicies", 10_241, 10_240),
        over("managedPolicyArns", 11, 10, "policies"),
      ],
    ],
    [
      "takes higher quotas",
      { assumeRolePolicy: sized(2049), managedPolicyArns: managed(11) },
      [],
      { config: { trustPolicy: 4096, managedPolicies: 20 } },
    ],
    ["says nothing of a role alone", {}, []],
    [
      "says nothing of lists that are not known yet",
      {
        assumeRolePolicy: unknownValue,
        inlinePolicies: unknownValue,
        managedPolicyArns: unknownValue,
      },
      [],
    ],
  ]);
});
