import type { PolicyArgs, RoleArgs, RolePolicyAttachmentArgs } from "@pulumi/aws/iam";
import { expect } from "chai";

import { iamRoleInlinePoliciesOnly } from "../../../policies/least-privilege/iam-role-inline-policies-only";
import { iamRoleNoPolicyManagementConflicts } from "../../../policies/least-privilege/iam-role-no-policy-management-conflicts";
import { Member, stackViolations, unknownValue } from "../support/engine";
import type { Props } from "../support/rule-cases";

const ATTACHED: Props<PolicyArgs & { arn: string }> = {
  arn: "arn:aws:iam::123456789012:policy/publish",
};
const role = (props: Props<RoleArgs> = {}, from: Member["from"] = {}, name = "orders"): Member => ({
  type: "aws:iam/role:Role",
  name,
  props: { name, ...props },
  from,
});
const policy: Member = { type: "aws:iam/policy:Policy", name: "publish", props: ATTACHED };
const attachment = (
  props: Props<RolePolicyAttachmentArgs> = { role: "orders", policyArn: ATTACHED.arn },
  name = "orders-publish",
  from: Member["from"] = {},
): Member => ({
  type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  name,
  props,
  from,
});
const other = (type: string, name: string, props: object): Member => ({ type, name, props });

describe(iamRoleNoPolicyManagementConflicts.name, () => {
  const on = (...members: Member[]) => stackViolations(iamRoleNoPolicyManagementConflicts, members);
  const conflict = (list: string, kind: string, name: string) =>
    `orders: [${list}] ${list} and ${kind} "${name}" undo each other at every update: use the one or the other.`;
  const listed = role({ managedPolicyArns: [] }, { managedPolicyArns: [] });
  const inlined = role({ inlinePolicies: [{ name: "a" }] }, { inlinePolicies: [] });

  it("reports a list of managed policies beside an attachment, an empty list too", async () => {
    expect(await on(listed, attachment())).to.deep.equal([
      conflict("managedPolicyArns", "RolePolicyAttachment", "orders-publish"),
    ]);
  });

  it("reports it where the role's name is not known yet", async () => {
    const from = { role: listed };
    expect(await on(listed, attachment({ role: unknownValue }, "later", from))).to.deep.equal([
      conflict("managedPolicyArns", "RolePolicyAttachment", "later"),
    ]);
  });

  it("reports the attachments that lay down who has what", async () => {
    const exclusive = other(
      "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
      "all",
      { roleName: "orders", policyArns: [] },
    );
    expect(await on(listed, exclusive)).to.deep.equal([
      conflict("managedPolicyArns", "RolePolicyAttachmentsExclusive", "all"),
    ]);
    const shared: Member = {
      ...other("aws:iam/policyAttachment:PolicyAttachment", "shared", { roles: ["orders"] }),
      from: { roles: listed },
    };
    expect(await on(listed, shared)).to.deep.equal([
      conflict("managedPolicyArns", "PolicyAttachment", "shared"),
    ]);
  });

  it("reports inline policies beside a role policy or a list of them", async () => {
    const own = other("aws:iam/rolePolicy:RolePolicy", "own", { role: "orders" });
    const names = other("aws:iam/rolePoliciesExclusive:RolePoliciesExclusive", "names", {
      roleName: "orders",
    });
    expect(await on(inlined, own)).to.deep.equal([conflict("inlinePolicies", "RolePolicy", "own")]);
    expect(await on(inlined, names)).to.deep.equal([
      conflict("inlinePolicies", "RolePoliciesExclusive", "names"),
    ]);
  });

  it("accepts either way alone, and each for another kind of policy", async () => {
    expect(await on(listed)).to.deep.equal([]);
    expect(await on(role(), attachment())).to.deep.equal([]);
    expect(await on(inlined, attachment())).to.deep.equal([]);
  });

  it("accepts what a refresh filled in: the program does not give it", async () => {
    const refreshed = role({ managedPolicyArns: ["arn:aws:iam::123456789012:policy/publish"] });
    expect(await on({ ...refreshed, filled: ["managedPolicyArns"] }, attachment())).to.deep.equal(
      [],
    );
  });

  it("accepts an attachment of another role, and another type", async () => {
    expect(await on(listed, attachment({ role: "invoices" }))).to.deep.equal([]);
    expect(await on(listed, other("other:index:Thing", "thing", { role: "orders" }))).to.deep.equal(
      [],
    );
  });
});

describe(iamRoleInlinePoliciesOnly.name, () => {
  const on = (...members: Member[]) => stackViolations(iamRoleInlinePoliciesOnly, members);
  const single =
    "publish: The managed policy has one attachment: write it as the RolePolicy of its role.";
  const unattached =
    "publish: The managed policy has no attachment: write it as the RolePolicy of its role.";
  const from = (property: string) => ({ [property]: policy });

  it("reports a managed policy of one role", async () => {
    expect(await on(policy, role(), attachment())).to.deep.equal([single]);
  });

  it("reports one that nobody has", async () => {
    expect(await on(policy, role())).to.deep.equal([unattached]);
  });

  it("reports it where its ARN is not known yet", async () => {
    const later = { ...policy, props: { arn: unknownValue } };
    const first = attachment({ policyArn: unknownValue }, "first", from("policyArn"));
    expect(await on(later, first)).to.deep.equal([single]);
    const second = attachment({ policyArn: unknownValue }, "second", from("policyArn"));
    expect(await on(later, first, second)).to.deep.equal([]);
  });

  it("accepts one of two roles, of a role and a group, or in a role's list", async () => {
    const group = other("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "group", {
      policyArn: ATTACHED.arn,
    });
    const invoices = attachment({ role: "invoices", policyArn: ATTACHED.arn }, "invoices");
    expect(await on(policy, attachment(), invoices)).to.deep.equal([]);
    expect(await on(policy, attachment(), group)).to.deep.equal([]);
    const listed = role({}, from("managedPolicyArns"), "listed");
    expect(await on(policy, attachment(), listed)).to.deep.equal([]);
  });

  it("accepts a permissions boundary", async () => {
    expect(await on(policy, role({ permissionsBoundary: ATTACHED.arn }))).to.deep.equal([]);
  });

  it("accepts policies of roles, and other types", async () => {
    const own = other("aws:iam/rolePolicy:RolePolicy", "own", { role: "orders" });
    const thing = other("other:index:Thing", "thing", {});
    expect(await on(role(), own, thing)).to.deep.equal([]);
  });
});
