import type { AccountPasswordPolicyArgs, GroupArgs, PolicyAttachmentArgs } from "@pulumi/aws/iam";
import { expect } from "chai";

import { iamAccountPasswordPolicyStrong } from "../../../policies/least-privilege/iam-account-password-policy-strong";
import { iamNoExclusivePolicyAttachment } from "../../../policies/least-privilege/iam-no-exclusive-policy-attachment";
import { iamNoGroup } from "../../../policies/least-privilege/iam-no-group";
import { unknownValue, violations } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule, Props, ruleCases } from "../support/rule-cases";

const exclusive =
  "PolicyAttachment detaches the policy from everyone whom it does not list, in the whole account: use RolePolicyAttachment.";

describeRule<PolicyAttachmentArgs>(
  iamNoExclusivePolicyAttachment,
  "aws:iam/policyAttachment:PolicyAttachment",
  [
    [
      "reports one of roles",
      { roles: ["orders"], policyArn: "arn:aws:iam::1:policy/a" },
      [exclusive],
    ],
    ["reports one of groups", { groups: ["developers"] }, [exclusive]],
    ["reports one of users", { users: ["jo"] }, [exclusive]],
    ["reports one of nobody", {}, [exclusive]],
    [
      "reports one of which nothing is known yet",
      { roles: unknownValue, policyArn: unknownValue },
      [exclusive],
    ],
  ],
);

describe(iamNoExclusivePolicyAttachment.name, () => {
  it("accepts attachments of one principal each", async () => {
    for (const kind of ["role", "group", "user"]) {
      const name = `${kind}PolicyAttachment`;
      const type = `aws:iam/${name}:${name[0].toUpperCase()}${name.slice(1)}`;
      expect(await violations(iamNoExclusivePolicyAttachment, { type, props: {} })).to.deep.equal(
        [],
      );
    }
  });
});

describe(iamNoGroup.name, () => {
  for (const name of [
    "Group",
    "GroupMembership",
    "GroupPolicy",
    "GroupPolicyAttachment",
    "UserGroupMembership",
  ]) {
    const type = `aws:iam/${name[0].toLowerCase()}${name.slice(1)}:${name}`;
    ruleCases<GroupArgs>(iamNoGroup, type, [
      [
        "reports it",
        { name: unknownValue },
        [`${name} belongs to an IAM group: give people a permission set in IAM Identity Center.`],
      ],
    ]);
  }
  it("accepts roles and permission sets", async () => {
    for (const type of ["aws:iam/role:Role", "aws:ssoadmin/permissionSet:PermissionSet"]) {
      expect(await violations(iamNoGroup, { type, props: {} })).to.deep.equal([]);
    }
  });
});

const PASSWORDS = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";
const strong: Props<AccountPasswordPolicyArgs> = {
  minimumPasswordLength: 14,
  passwordReusePrevention: 24,
  requireLowercaseCharacters: true,
  requireNumbers: true,
  requireSymbols: true,
  requireUppercaseCharacters: true,
};
const weak = (setting: string, least: string) =>
  `[${setting}] ${setting} is too weak: set it to ${least}.`;
const everything = [
  weak("minimumPasswordLength", "14 or more"),
  weak("passwordReusePrevention", "24 or more"),
  weak("requireLowercaseCharacters", "true"),
  weak("requireNumbers", "true"),
  weak("requireSymbols", "true"),
  weak("requireUppercaseCharacters", "true"),
];

describeRule<AccountPasswordPolicyArgs>(iamAccountPasswordPolicyStrong, PASSWORDS, [
  ["accepts a strong one", strong, []],
  ["accepts a stronger one", { ...strong, minimumPasswordLength: 20, maxPasswordAge: 90 }, []],
  ["reports AWS's defaults, which are weak", {}, everything],
  [
    "reports each setting that is weak",
    { ...strong, minimumPasswordLength: 13, passwordReusePrevention: 23, requireSymbols: false },
    [everything[0], everything[1], everything[4]],
  ],
  [
    "judges what is known",
    { ...strong, minimumPasswordLength: unknownValue, requireNumbers: false },
    [everything[3]],
  ],
]);

describe("the remedy of iam-account-password-policy-strong", () => {
  const mend = (props: object) =>
    mended(iamAccountPasswordPolicyStrong, { type: PASSWORDS, props });

  it("strengthens what is weak and leaves the rest", async () => {
    expect(await mend({ minimumPasswordLength: 8, passwordReusePrevention: 30 })).to.deep.equal({
      ...strong,
      passwordReusePrevention: 30,
    });
    expect(await mend({ ...strong, minimumPasswordLength: 20 })).to.equal(undefined);
  });
});
