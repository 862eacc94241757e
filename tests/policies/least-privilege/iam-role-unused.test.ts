import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";
import { expect } from "chai";

import { iamRoleUnused } from "../../../policies/least-privilege/iam-role-unused";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { document, Props } from "../support/rule-cases";

const ARN = "arn:aws:iam::123456789012:role/orders";
const trusting = (Principal: unknown, Effect = "Allow") =>
  document({ Effect, Principal, Action: "sts:AssumeRole" });
const tasks = trusting({ Service: "ecs-tasks.amazonaws.com" });
const role = (assumeRolePolicy: unknown = tasks, arn: unknown = ARN): Member => ({
  type: "aws:iam/role:Role",
  name: "orders",
  props: { name: "orders", arn, assumeRolePolicy },
});
const task = (props: Props<TaskDefinitionArgs>, from: Member["from"] = {}): Member => ({
  type: "aws:ecs/taskDefinition:TaskDefinition",
  name: "task",
  props,
  from,
});
const other = (type: string, props: object, from: Member["from"] = {}): Member => ({
  type,
  name: "other",
  props,
  from,
});
const on = (...members: Member[]) => stackViolations(iamRoleUnused, members);
const unused = "orders: Nothing in the stack uses the role: remove it, or hand it to a resource.";

describe(iamRoleUnused.name, () => {
  it("reports a role that nothing refers to", async () => {
    expect(await on(role(), task({ family: "orders" }))).to.deep.equal([unused]);
  });

  it("reports one that only its own policies refer to", async () => {
    const from = { role: role() };
    for (const type of [
      "aws:iam/rolePolicy:RolePolicy",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      "aws:iam/policyAttachment:PolicyAttachment",
      "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
      "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
    ]) {
      expect(await on(role(), other(type, { role: "orders" }, from))).to.deep.equal([unused]);
    }
  });

  it("reports one that a component has among its inputs", async () => {
    const component = other("infra:broker:Broker", {}, { platform: role() });
    expect(await on(role(), component)).to.deep.equal([unused]);
  });

  it("reports it beside values that are not known yet", async () => {
    expect(await on(role(), task({ taskRoleArn: unknownValue }))).to.deep.equal([unused]);
  });

  it("accepts one whose output a resource takes, before the ARN is known", async () => {
    const later = role(tasks, unknownValue);
    const user = task({ taskRoleArn: unknownValue }, { taskRoleArn: later });
    expect(await on(later, user)).to.deep.equal([]);
  });

  it("accepts one whose ARN stands somewhere in a resource", async () => {
    expect(await on(role(), task({ executionRoleArn: ARN }))).to.deep.equal([]);
    const target = { ecsTarget: { launchType: "FARGATE" }, deadLetterConfig: [{ roleArn: ARN }] };
    expect(await on(role(), other("aws:cloudwatch/eventTarget:EventTarget", target))).to.deep.equal(
      [],
    );
    const machine = { definition: JSON.stringify({ Credentials: { RoleArn: ARN } }) };
    expect(await on(role(), other("aws:sfn/stateMachine:StateMachine", machine))).to.deep.equal([]);
  });

  it("accepts the name in an instance profile", async () => {
    const profile = other("aws:iam/instanceProfile:InstanceProfile", { role: "orders" });
    expect(await on(role(), profile)).to.deep.equal([]);
  });

  it("accepts roles that are taken from outside", async () => {
    const outside = [
      { AWS: "arn:aws:iam::123456789012:role/deploy" },
      { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
      { AWS: "arn:aws:iam::123456789012:role/a", Service: "ecs-tasks.amazonaws.com" },
    ];
    for (const principal of outside) {
      expect(await on(role(trusting(principal)))).to.deep.equal([]);
    }
  });

  it("says nothing of a trust policy that is missing, unknown or only denies", async () => {
    for (const policy of [undefined, unknownValue, "{", trusting({ Service: "a" }, "Deny")]) {
      const subject = { ...role(), props: { arn: ARN, assumeRolePolicy: policy } };
      expect(await on(subject)).to.deep.equal([]);
    }
  });

  it("says nothing about other types", async () => {
    expect(await on({ ...role(), type: "other:index:Role" })).to.deep.equal([]);
  });
});
