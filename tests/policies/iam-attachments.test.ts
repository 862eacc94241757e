import type {
  PolicyAttachmentArgs,
  RoleArgs,
  RolePolicyAttachmentArgs,
  UserArgs,
} from "@pulumi/aws/iam";
import { expect } from "chai";

import { iamNoAdministratorAccess } from "../../policies/least-privilege/iam-no-administrator-access";
import { iamNoAwsManagedPolicy } from "../../policies/least-privilege/iam-no-aws-managed-policy";
import { iamNoUser } from "../../policies/least-privilege/iam-no-user";
import { unknownValue, violations } from "./support/engine";
import { describeRule, ruleCases } from "./support/rule-cases";

const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const full = (name: string) =>
  `[Policy::${name}] ${name} gives full access: attach a policy with the actions that are needed.`;

describe(iamNoAdministratorAccess.name, () => {
  ruleCases<RolePolicyAttachmentArgs>(iamNoAdministratorAccess, ATTACHMENT, [
    ...[
      "AdministratorAccess",
      "AdministratorAccess-Amplify",
      "PowerUserAccess",
      "IAMFullAccess",
      "job-function/SystemAdministrator",
      "AmazonS3FullAccess",
      "AmazonECS_FullAccess",
      "CloudWatchFullAccessV2",
    ].map(
      name =>
        [`reports ${name}`, { policyArn: managed(name) }, [full(name)]] as [
          string,
          object,
          string[],
        ],
    ),
    [
      "reports it in another partition",
      { policyArn: "arn:aws-cn:iam::aws:policy/AdministratorAccess" },
      [full("AdministratorAccess")],
    ],
    ["accepts a narrower one", { policyArn: managed("AmazonS3ReadOnlyAccess") }, []],
    [
      "accepts an own policy of the name",
      { policyArn: "arn:aws:iam::123456789012:policy/AdministratorAccess" },
      [],
    ],
    [
      "waits for one that is not known yet",
      { policyArn: unknownValue },
      ["string value at .policyArn can't be known during preview"],
    ],
  ]);
  ruleCases<RoleArgs>(iamNoAdministratorAccess, "aws:iam/role:Role", [
    [
      "reports each of its own list, beside one that is not known yet",
      { managedPolicyArns: [unknownValue, managed("AdministratorAccess")] },
      [
        full("AdministratorAccess"),
        "string value at .managedPolicyArns.0 can't be known during preview",
      ],
    ],
    ["accepts none", {}, []],
  ]);
  ruleCases<PolicyAttachmentArgs>(
    iamNoAdministratorAccess,
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    [["reports a group's", { policyArn: managed("PowerUserAccess") }, [full("PowerUserAccess")]]],
  );
});

describeRule<RolePolicyAttachmentArgs>(iamNoAwsManagedPolicy, ATTACHMENT, [
  [
    "reports the execution role policy, whose actions are on every resource",
    { policyArn: managed("service-role/AmazonECSTaskExecutionRolePolicy") },
    [
      "[Policy::service-role/AmazonECSTaskExecutionRolePolicy] service-role/AmazonECSTaskExecutionRolePolicy is AWS-managed and cannot name this system's resources: write a RolePolicy.",
    ],
  ],
  [
    "accepts one that is allowed",
    { policyArn: managed("service-role/AmazonRDSEnhancedMonitoringRole") },
    [],
  ],
  ["accepts an own policy", { policyArn: "arn:aws:iam::123456789012:policy/orders" }, []],
  ["leaves full access to the mandatory rule", { policyArn: managed("AdministratorAccess") }, []],
  [
    "takes another list",
    { policyArn: managed("service-role/AmazonRDSEnhancedMonitoringRole") },
    [
      "[Policy::service-role/AmazonRDSEnhancedMonitoringRole] service-role/AmazonRDSEnhancedMonitoringRole is AWS-managed and cannot name this system's resources: write a RolePolicy.",
    ],
    { config: { allowed: ["ReadOnlyAccess"] } },
  ],
]);

describe(iamNoUser.name, () => {
  for (const [type, name] of [
    ["aws:iam/user:User", "User"],
    ["aws:iam/userPolicy:UserPolicy", "UserPolicy"],
    ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "UserPolicyAttachment"],
    ["aws:iam/accessKey:AccessKey", "AccessKey"],
    ["aws:iam/userLoginProfile:UserLoginProfile", "UserLoginProfile"],
  ]) {
    ruleCases<UserArgs>(iamNoUser, type, [
      ["reports it", {}, [`${name} belongs to an IAM user: let people and pipelines take roles.`]],
    ]);
  }
  it("accepts roles and groups", async () => {
    for (const type of ["aws:iam/role:Role", "aws:iam/group:Group"]) {
      expect(await violations(iamNoUser, { type, props: {} })).to.deep.equal([]);
    }
  });
});
