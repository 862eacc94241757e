import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import type { RolePolicyAttachmentArgs } from "@pulumi/aws/iam";
import type { SecretPolicyArgs } from "@pulumi/aws/secretsmanager";
import { expect } from "chai";

import { ecsSecretReadable } from "../../../policies/least-privilege/ecs-secret-readable";
import { ecsTaskRoleReadsUnnamedSecret } from "../../../policies/least-privilege/ecs-task-role-reads-unnamed-secret";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { document, Props, RawStatement } from "../support/rule-cases";
import {
  HERE,
  parameter,
  PARAMETER_ARN,
  role,
  roleWith,
  secret,
  SECRET_ARN,
  task,
} from "./task-stack";

const container = (more: ContainerDefinition = {}): ContainerDefinition => ({
  name: "orders",
  image: "orders:1",
  ...more,
});
const fetching = (...sources: string[]) =>
  container({ secrets: sources.map((valueFrom, index) => ({ name: `V${index}`, valueFrom })) });
const telling = (value: string) => container({ environment: [{ name: "SOURCE", value }] });

const readSecret: RawStatement = {
  Action: "secretsmanager:GetSecretValue",
  Resource: `arn:aws:secretsmanager:${HERE}:secret:/shop/stripe-??????`,
};
const readParameter: RawStatement = { Action: "ssm:GetParameters", Resource: PARAMETER_ARN };

describe(ecsTaskRoleReadsUnnamedSecret.name, () => {
  const on = (
    kind: "execution" | "task",
    statements: readonly RawStatement[],
    containers: readonly ContainerDefinition[],
    config: Record<string, unknown> = {},
  ) =>
    stackViolations(
      ecsTaskRoleReadsUnnamedSecret,
      [task(containers), secret, parameter, ...roleWith(`orders-${kind}`, ...statements)],
      config,
    );
  const unused = (kind: "execution" | "task", name: string) =>
    `orders-${kind}: [Secret::${name}] The ${kind} role may read ${name}, which no container of its tasks names: remove it from the role, or name it under ${kind === "task" ? "environment" : "secrets"}.`;

  it("accepts an execution role that reads what ECS fetches", async () => {
    const containers = [fetching(`${SECRET_ARN}:key::`, PARAMETER_ARN)];
    expect(await on("execution", [readSecret, readParameter], containers)).to.deep.equal([]);
  });

  it("accepts a parameter by its name, and a secret without AWS's six characters", async () => {
    const containers = [fetching(SECRET_ARN.slice(0, -7), "/shop/url")];
    expect(await on("execution", [readSecret, readParameter], containers)).to.deep.equal([]);
  });

  it("accepts a registry's login and a log option", async () => {
    const containers = [
      container({ repositoryCredentials: { credentialsParameter: SECRET_ARN } }),
      container({
        logConfiguration: {
          logDriver: "splunk",
          secretOptions: [{ name: "splunk-token", valueFrom: PARAMETER_ARN }],
        },
      }),
    ];
    expect(await on("execution", [readSecret, readParameter], containers)).to.deep.equal([]);
  });

  it("reports an execution role that reads what nobody fetches", async () => {
    expect(await on("execution", [readSecret, readParameter], [telling(SECRET_ARN)])).to.deep.equal(
      [unused("execution", "/shop/stripe"), unused("execution", "/shop/url")],
    );
  });

  it("tells one secret from another", async () => {
    const other = `arn:aws:secretsmanager:${HERE}:secret:/shop/paypal-Ef34Gh`;
    const both = { ...readSecret, Resource: [SECRET_ARN, other] };
    for (const valueFrom of [other, other.slice(0, -7)]) {
      expect(
        await stackViolations(ecsTaskRoleReadsUnnamedSecret, [
          task([fetching(valueFrom)]),
          secret,
          { ...secret, props: { name: "/shop/paypal", arn: other } },
          ...roleWith("orders-execution", both),
        ]),
      ).to.deep.equal([unused("execution", "/shop/stripe")]);
    }
  });

  it("accepts what one of several revisions names", async () => {
    const named = { ...task([telling("/shop/stripe")]), name: "next" };
    const members = [secret, ...roleWith("orders-task", readSecret)];
    expect(
      await stackViolations(ecsTaskRoleReadsUnnamedSecret, [task([]), named, ...members]),
    ).to.deep.equal([]);
  });

  it("reports a whole path for an execution role", async () => {
    const path = { ...readParameter, Resource: `arn:aws:ssm:${HERE}:parameter/shop/*` };
    expect(await on("execution", [path], [container()])).to.deep.equal([
      unused("execution", "/shop/url"),
    ]);
  });

  it("reports a task role that reads what its containers do not name", async () => {
    expect(await on("task", [readSecret, readParameter], [container()])).to.deep.equal([
      unused("task", "/shop/stripe"),
      unused("task", "/shop/url"),
    ]);
  });

  it("accepts ARNs and names that stand in the containers", async () => {
    for (const value of [SECRET_ARN, "/shop/stripe", '["/shop/stripe","/other"]']) {
      expect(await on("task", [readSecret], [container(), telling(value)])).to.deep.equal([]);
    }
    const command = container({ command: ["read", "--parameter=/shop/url"] });
    expect(await on("task", [readParameter], [command])).to.deep.equal([]);
  });

  it("reports it beside a longer name", async () => {
    expect(await on("task", [readSecret], [telling("/shop/stripe-live")])).to.deep.equal([
      unused("task", "/shop/stripe"),
    ]);
  });

  it("accepts a whole path for a task role, unless it is configured otherwise", async () => {
    const paths = {
      Action: "ssm:GetParametersByPath",
      Resource: `arn:aws:ssm:${HERE}:parameter/shop/*`,
    };
    expect(await on("task", [paths], [container()])).to.deep.equal([]);
    expect(await on("task", [paths], [container()], { paths: false })).to.deep.equal([
      unused("task", "/shop/url"),
    ]);
  });

  it("reports all of everything, which is no path", async () => {
    const all = { NotAction: "iam:*", Resource: "*" };
    expect(await on("task", [all], [telling(SECRET_ARN)])).to.deep.equal([
      unused("task", "/shop/url"),
    ]);
    expect(
      await on(
        "task",
        [{ ...readParameter, Resource: undefined, NotResource: "a" }],
        [container()],
      ),
    ).to.deep.equal([unused("task", "/shop/url")]);
  });

  it("accepts what is denied again, but not under a condition only", async () => {
    const denial = { Effect: "Deny", Action: "ssm:*", Resource: "*" };
    expect(await on("task", [readParameter, denial], [container()])).to.deep.equal([]);
    expect(
      await on("task", [readParameter, { ...denial, Action: "ssm:GetParameter" }], [container()]),
    ).to.deep.equal([unused("task", "/shop/url")]);
    const some = { ...denial, Condition: { Bool: { "aws:SecureTransport": "false" } } };
    expect(await on("task", [readParameter, some], [container()])).to.deep.equal([
      unused("task", "/shop/url"),
    ]);
  });

  it("says nothing of what is not known yet", async () => {
    const rule = ecsTaskRoleReadsUnnamedSecret;
    const unmade = { ...secret, props: { name: "/shop/stripe", arn: unknownValue } };
    const unwritten = task([], { containerDefinitions: unknownValue });
    const roles = [
      ...roleWith("orders-task", readSecret),
      ...roleWith("orders-execution", readSecret),
    ];
    expect(await stackViolations(rule, [task([]), unmade, ...roles])).to.deep.equal([]);
    expect(await stackViolations(rule, [unwritten, secret, ...roles])).to.deep.equal([]);
  });

  it("says nothing of roles that no task has", async () => {
    expect(
      await stackViolations(ecsTaskRoleReadsUnnamedSecret, [
        task([]),
        secret,
        ...roleWith("proxy", readSecret),
      ]),
    ).to.deep.equal([]);
  });
});

describe(ecsSecretReadable.name, () => {
  const on = (...members: Member[]) => stackViolations(ecsSecretReadable, members);
  const orders = task([container(), fetching(`${SECRET_ARN}:key::`, PARAMETER_ARN)]);
  const readable = roleWith("orders-execution", readSecret, readParameter);
  const unreadable = (variable: string, index: number, action: string) =>
    `orders: [Secret::${variable}] containerDefinitions[1].secrets[${index}].valueFrom: the execution role may not read it, so no task starts: allow ${action} on its ARN.`;
  const both = [
    unreadable("V0", 0, "secretsmanager:GetSecretValue"),
    unreadable("V1", 1, "ssm:GetParameters"),
  ];
  const attach = (policyArn: string): Member => {
    const props: Props<RolePolicyAttachmentArgs> = { role: "orders-execution", policyArn };
    return { type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment", props };
  };

  it("accepts a role that reads both", async () => {
    expect(await on(orders, secret, parameter, ...readable)).to.deep.equal([]);
  });

  it("reports what a role without policy cannot read", async () => {
    expect(await on(orders, secret, parameter, role("orders-execution"))).to.deep.equal(both);
  });

  it("reports another action, another resource and a denial", async () => {
    const reports = async (...statements: RawStatement[]) =>
      expect(
        await on(orders, secret, parameter, ...roleWith("orders-execution", ...statements)),
      ).to.deep.equal(both);
    await reports({ Action: ["secretsmanager:DescribeSecret", "ssm:GetParameter"], Resource: "*" });
    await reports(
      { ...readSecret, Resource: `${SECRET_ARN}-2` },
      { ...readParameter, Resource: `arn:aws:ssm:${HERE}:parameter/shop` },
    );
    await reports(readSecret, readParameter, { Effect: "Deny", Action: "*", Resource: "*" });
  });

  it("accepts a policy variable, all but some actions and AWS's shorter spellings", async () => {
    const short = task([fetching(SECRET_ARN.slice(0, -7), "/shop/url")]);
    const tagged = {
      Action: ["secretsmanager:GetSecretValue", "ssm:GetParameters"],
      Resource: `arn:aws:*:${HERE}:*/\${aws:PrincipalTag/app}/*`,
    };
    const all = { NotAction: "iam:*", Resource: "*" };
    for (const statements of [[readSecret, readParameter], [all]]) {
      expect(
        await on(short, secret, parameter, ...roleWith("orders-execution", ...statements)),
      ).to.deep.equal([]);
    }
    expect(await on(orders, parameter, ...roleWith("orders-execution", tagged))).to.deep.equal([]);
  });

  it("reports it for a role with AWS's own execution policy, and not for one with more", async () => {
    const own = attach("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy");
    const members = [orders, secret, parameter, role("orders-execution")];
    expect(await on(...members, own)).to.deep.equal(both);
    expect(await on(...members, attach("arn:aws:iam::123456789012:policy/read"))).to.deep.equal([]);
    expect(await on(...members, attach(unknownValue))).to.deep.equal([]);
  });

  it("counts a policy of the stack that is attached", async () => {
    const arn = "arn:aws:iam::123456789012:policy/read";
    const policy: Member = {
      type: "aws:iam/policy:Policy",
      name: "read",
      props: { arn, policy: document(readSecret) },
    };
    const attached = role("orders-execution", { managedPolicyArns: [arn] });
    for (const found of [
      [role("orders-execution"), attach(arn)],
      [attached, attach(arn)],
    ]) {
      expect(await on(orders, secret, parameter, policy, ...found)).to.deep.equal([both[1]]);
    }
    const other = role("orders-execution", { managedPolicyArns: [`${arn}-2`] });
    expect(await on(orders, secret, parameter, policy, other, attach(arn))).to.deep.equal([]);
  });

  it("says nothing of a role whose policy is not known yet", async () => {
    const unwritten = {
      type: "aws:iam/rolePolicy:RolePolicy",
      props: { role: "orders-execution", policy: unknownValue },
    };
    expect(await on(orders, secret, parameter, role("orders-execution"), unwritten)).to.deep.equal(
      [],
    );
    const managedPolicyArns = unknownValue;
    expect(
      await on(orders, secret, parameter, role("orders-execution", { managedPolicyArns })),
    ).to.deep.equal([]);
  });

  it("says nothing of containers that are not known yet, and of secrets of other stacks", async () => {
    const unknown = task([], { containerDefinitions: unknownValue });
    expect(await on(unknown, secret, parameter, role("orders-execution"))).to.deep.equal([]);
    expect(await on(orders, role("orders-execution"))).to.deep.equal([]);
  });

  it("reports a parameter by its name before its ARN is known", async () => {
    const unmade = { ...parameter, props: { name: "/shop/url", arn: unknownValue } };
    expect(await on(orders, unmade, role("orders-execution"))).to.deep.equal([both[1]]);
  });

  it("leaves a secret with a policy of its own to that", async () => {
    const props: Props<SecretPolicyArgs> = { secretArn: SECRET_ARN, policy: document({}) };
    const policy = { type: "aws:secretsmanager/secretPolicy:SecretPolicy", props };
    expect(await on(orders, secret, policy, role("orders-execution"))).to.deep.equal([]);
    const inline = { ...secret, props: { arn: SECRET_ARN, policy: document({}) } };
    expect(await on(orders, inline, role("orders-execution"))).to.deep.equal([]);
  });
});
