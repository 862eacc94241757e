import { expect } from "chai";

import { iamPolicyNoPrivilegeEscalation } from "../../policies/least-privilege/iam-policy-no-privilege-escalation";
import { iamRoleNoPrivilegeEscalation } from "../../policies/least-privilege/iam-role-no-privilege-escalation";
import { Member, stackViolations, unknownValue } from "./support/engine";
import { describeIdentityRule, document } from "./support/rule-cases";

const ROLE = "arn:aws:iam::123456789012:role/orders-task";
const run = ["ecs:RegisterTaskDefinition", "ecs:RunTask"];
const passAndRun =
  "[Escalation::PassExistingRoleToNewECSTaskViaRunTask] policy: opens a way to more rights: ecs:registertaskdefinition + ecs:runtask + iam:passrole. Limit these actions to named ARNs.";

describeIdentityRule(iamPolicyNoPrivilegeEscalation, [
  [
    "reports actions that together open a way",
    [
      { Action: "iam:PassRole", Resource: "*" },
      { Action: run, Resource: "*" },
    ],
    [passAndRun],
  ],
  [
    "reports one action that does, and no longer way that holds it",
    [{ Action: ["iam:CreateAccessKey", "iam:DeleteAccessKey"], Resource: "*" }],
    [
      "[Escalation::CreateAccessKey] policy: opens a way to more rights: iam:createaccesskey. Limit these actions to named ARNs.",
    ],
  ],
  [
    "reports many ways in one line",
    [{ Action: "iam:*", Resource: "*" }],
    [
      "[Escalation::many] policy: opens 13 ways to more rights, among them AddUserToGroup. Limit these actions to named ARNs.",
    ],
  ],
  [
    "reports up to five ways line by line",
    [
      {
        Action: [
          "iam:AddUserToGroup",
          "iam:AttachRolePolicy",
          "iam:CreateAccessKey",
          "iam:PutRolePolicy",
          "iam:PutUserPolicy",
        ],
        Resource: "*",
      },
    ],
    ["AddUserToGroup", "AttachRolePolicy", "CreateAccessKey", "PutRolePolicy", "PutUserPolicy"].map(
      name =>
        `[Escalation::${name}] policy: opens a way to more rights: iam:${name.toLowerCase()}. Limit these actions to named ARNs.`,
    ),
  ],
  [
    "reports a way on a named role and on every other",
    [{ Action: "iam:PutRolePolicy", Resource: [ROLE, "*"] }],
    [
      "[Escalation::PutRolePolicy] policy: opens a way to more rights: iam:putrolepolicy. Limit these actions to named ARNs.",
    ],
  ],
  [
    "reports a way on all resources of a type",
    [{ Action: "iam:PutRolePolicy", Resource: "arn:aws:iam::123456789012:role/*" }],
    [
      "[Escalation::PutRolePolicy] policy: opens a way to more rights: iam:putrolepolicy. Limit these actions to named ARNs.",
    ],
  ],
  [
    "accepts a deployment that passes named roles",
    [
      { Action: "iam:PassRole", Resource: ROLE },
      { Action: [...run, "ecs:UpdateService"], Resource: "*" },
    ],
    [],
  ],
  [
    "accepts role changes within a permissions boundary",
    [
      {
        Action: ["iam:PutRolePolicy", "iam:AttachRolePolicy"],
        Resource: "*",
        Condition: {
          StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/limit" },
        },
      },
    ],
    [],
  ],
  ["accepts half of a way", [{ Action: "iam:PassRole", Resource: "*" }], []],
  [
    "leaves every action on every resource to the rule for that",
    [{ Action: "*", Resource: "*" }],
    [],
  ],
]);

describe("iam-role-no-privilege-escalation", () => {
  const role: Member = { type: "aws:iam/role:Role", name: "deploy", props: { name: "deploy" } };
  const policyOf = (name: string, statement: object, role_: unknown = "deploy"): Member => ({
    type: "aws:iam/rolePolicy:RolePolicy",
    name,
    props: { role: role_, policy: document(statement as Record<string, unknown>) },
  });
  const passing = policyOf("passing", { Action: "iam:PassRole", Resource: "*" });
  const running = policyOf("running", { Action: run, Resource: "*" });
  const message =
    "deploy: [Escalation::PassExistingRoleToNewECSTaskViaRunTask] The role's policies: opens a way to more rights: ecs:registertaskdefinition + ecs:runtask + iam:passrole. Limit these actions to named ARNs.";
  const on = (...members: Member[]) => stackViolations(iamRoleNoPrivilegeEscalation, members);

  it("reports a way that two policies of one role open together", async () => {
    expect(await on(role, passing, running)).to.deep.equal([message]);
  });

  it("reports it where the role's name is not known yet", async () => {
    const from = { role };
    const later = [passing, running].map(member => ({
      ...member,
      props: { ...member.props, role: unknownValue },
      from,
    }));
    const unnamed = { ...role, props: { name: unknownValue } };
    expect(await on(unnamed, ...later)).to.deep.equal([message]);
  });

  it("reports it for an attached policy and an inline one", async () => {
    const policy: Member = {
      type: "aws:iam/policy:Policy",
      name: "shared",
      props: {
        arn: "arn:aws:iam::123456789012:policy/shared",
        policy: document({ Action: run, Resource: "*" }),
      },
    };
    const attachment: Member = {
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      props: { role: "deploy", policyArn: "arn:aws:iam::123456789012:policy/shared" },
    };
    const inline: Member = {
      ...role,
      props: {
        name: "deploy",
        inlinePolicies: [{ policy: document({ Action: "iam:PassRole", Resource: "*" }) }],
      },
    };
    expect(await on(inline, policy, attachment)).to.deep.equal([message]);
    expect(await on(inline, policy)).to.deep.equal([]);
  });

  it("leaves a way that one policy opens alone to the rule for that", async () => {
    const both = policyOf("both", { Action: [...run, "iam:PassRole"], Resource: "*" });
    expect(await on(role, both)).to.deep.equal([]);
  });

  it("accepts the two halves in two roles", async () => {
    const other: Member = { ...role, name: "other", props: { name: "other" } };
    const elsewhere = policyOf("running", { Action: run, Resource: "*" }, "other");
    expect(await on(role, passing, other, elsewhere)).to.deep.equal([]);
  });

  it("judges what is known of a role, and says nothing of the rest", async () => {
    const unknown: Member = { ...running, props: { role: "deploy", policy: unknownValue } };
    expect(await on(role, passing, unknown)).to.deep.equal([]);
  });
});
