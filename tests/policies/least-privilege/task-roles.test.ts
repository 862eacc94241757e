import { expect } from "chai";

import { ecsExecutionRoleMinimal } from "../../../policies/least-privilege/ecs-execution-role-minimal";
import { ecsTaskRolePerService } from "../../../policies/least-privilege/ecs-task-role-per-service";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { document, RawStatement } from "../support/rule-cases";
import { arnOf, HERE, PARAMETER_ARN, role, roleWith, secret, SECRET_ARN, task } from "./task-stack";

describe(ecsTaskRolePerService.name, () => {
  const on = (...members: Member[]) => stackViolations(ecsTaskRolePerService, members);
  const shared =
    "billing: taskRoleArn is the role of orders too: give each service a role of its own.";
  const orders = task([]);
  const billing = task([], { taskRoleArn: arnOf("orders-task") }, "billing");

  it("accepts a role for each service", async () => {
    const own = task([], {}, "billing");
    expect(await on(orders, role("orders-task"), own, role("billing-task"))).to.deep.equal([]);
  });

  it("reports a role that two services have", async () => {
    expect(await on(orders, billing, role("orders-task"))).to.deep.equal([shared]);
  });

  it("reports it for a role of another stack", async () => {
    expect(await on(orders, billing)).to.deep.equal([shared]);
  });

  it("reports it before the role's ARN is known", async () => {
    const made = role("orders-task", {});
    const unmade = { ...made, props: { assumeRolePolicy: unknownValue } };
    const from = { executionRoleArn: role("x"), taskRoleArn: made };
    expect(
      await on(
        { ...task([], { taskRoleArn: unknownValue }), from },
        { ...task([], { taskRoleArn: unknownValue }, "billing"), from },
        unmade,
      ),
    ).to.deep.equal([shared]);
  });

  it("accepts two revisions of one family", async () => {
    const other = { ...orders, name: "orders-next" };
    expect(await on(orders, other, role("orders-task"))).to.deep.equal([]);
  });

  it("says nothing of tasks without a role, or with roles that are not known yet", async () => {
    for (const taskRoleArn of [undefined, unknownValue]) {
      expect(
        await on(task([], { taskRoleArn }), task([], { taskRoleArn }, "billing")),
      ).to.deep.equal([]);
    }
  });

  it("reports whoever else may take the role", async () => {
    const assumeRolePolicy = document(
      { Principal: { Service: ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"] } },
      { Sid: "Admin", Principal: { AWS: arnOf("admin") } },
      { Effect: "Deny", Principal: "*" },
    );
    expect(await on(orders, role("orders-task", { assumeRolePolicy }))).to.deep.equal([
      "orders-task: [Principal::ec2.amazonaws.com] assumeRolePolicy: statement 1 lets ec2.amazonaws.com take a task's role: leave ecs-tasks.amazonaws.com alone.",
      `orders-task: [Principal::${arnOf("admin")}] assumeRolePolicy: statement "Admin" lets ${arnOf("admin")} take a task's role: leave ecs-tasks.amazonaws.com alone.`,
    ]);
  });

  it("accepts anyone in other roles", async () => {
    const assumeRolePolicy = document({ Principal: { Service: "ec2.amazonaws.com" } });
    expect(await on(orders, role("instance", { assumeRolePolicy }))).to.deep.equal([]);
  });
});

describe(ecsExecutionRoleMinimal.name, () => {
  const REPOSITORIES = `arn:aws:ecr:${HERE}:repository`;
  const container = {
    image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/orders@sha256:0123",
    secrets: [
      { name: "URL", valueFrom: PARAMETER_ARN },
      { name: "TOKEN", valueFrom: "/shop/token" },
      {
        name: "KEY",
        valueFrom: `arn:aws:secretsmanager:${HERE}:secret:rds!db-1-Xy34Zw:password::`,
      },
    ],
    logConfiguration: {
      logDriver: "awslogs" as const,
      options: { "awslogs-group": "/ecs/shop", "awslogs-stream-prefix": "orders" },
      secretOptions: [{ name: "apikey", valueFrom: "log-key" }],
    },
  };
  const pull = (...repositories: string[]): RawStatement => ({
    Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    Resource: repositories.map(name => `${REPOSITORIES}/${name}`),
  });
  const log = (group: string): RawStatement => ({
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `arn:aws:logs:${HERE}:log-group:${group}:log-stream:orders/*`,
  });
  const minimal: RawStatement[] = [
    { Action: "ecr:GetAuthorizationToken", Resource: "*" },
    pull("shop/orders"),
    log("/ecs/shop"),
    {
      Action: ["ssm:GetParameter", "ssm:GetParameters"],
      Resource: [
        PARAMETER_ARN,
        `arn:aws:ssm:${HERE}:parameter/shop/token`,
        `arn:aws:ssm:${HERE}:parameter/log-key`,
      ],
    },
    {
      Action: "secretsmanager:GetSecretValue",
      Resource: `arn:aws:secretsmanager:${HERE}:secret:rds!db-*`,
    },
    { Action: "kms:Decrypt", Resource: `arn:aws:kms:${HERE}:key/1234` },
  ];
  const on = (
    statements: readonly RawStatement[],
    containers: object[] = [container],
    config: Record<string, unknown> = {},
  ) =>
    stackViolations(
      ecsExecutionRoleMinimal,
      [task(containers), secret, ...roleWith("orders-execution", ...statements)],
      config,
    );
  const excess = (action: string) =>
    `orders-execution: [Action::${action}] The role allows ${action}, which starting a task does not need: allow it in the task role, or not at all.`;

  it("accepts what it takes to start the task", async () => {
    expect(await on(minimal)).to.deep.equal([]);
  });

  it("reports what the code might need, once", async () => {
    const send = { Action: ["sqs:SendMessage", "s3:GetObject"], Resource: "arn:aws:sqs:::a" };
    expect(await on([...minimal, send, send])).to.deep.equal([
      excess("sqs:sendmessage"),
      excess("s3:getobject"),
    ]);
  });

  it("accepts actions that are configured", async () => {
    const pullThrough = { Action: "ecr:BatchImportUpstreamImage", Resource: "*" };
    const actions = ["ecr:BatchImportUpstreamImage"];
    expect(await on([...minimal, pullThrough], [container], { actions })).to.deep.equal([]);
    expect(await on([...minimal, pullThrough])).to.deep.equal([
      excess("ecr:batchimportupstreamimage"),
    ]);
  });

  it("accepts files and log groups where a container asks for them", async () => {
    const create = { Action: "logs:CreateLogGroup", Resource: `arn:aws:logs:${HERE}:*` };
    const files = { Action: ["s3:GetObject", "s3:GetBucketLocation"], Resource: "arn:aws:s3:::a" };
    const asking = {
      ...container,
      environmentFiles: [{ type: "s3", value: "arn:aws:s3:::a/env" }],
      logConfiguration: {
        options: { "awslogs-group": "/ecs/shop", "awslogs-create-group": "true" },
      },
    };
    expect(await on([...minimal, create, files], [container, asking])).to.deep.equal([]);
    expect(await on([...minimal, create])).to.deep.equal([excess("logs:createloggroup")]);
  });

  it("reports repositories and log groups of others", async () => {
    expect(await on([pull("shop/orders", "shop/billing"), log("/ecs/other")])).to.deep.equal([
      `orders-execution: [Resource::${REPOSITORIES}/shop/billing] The role may pull from ${REPOSITORIES}/shop/billing, where no image of its tasks is: remove it.`,
      `orders-execution: [Resource::arn:aws:logs:${HERE}:log-group:/ecs/other:log-stream:orders/*] The role may write to arn:aws:logs:${HERE}:log-group:/ecs/other:log-stream:orders/*, where no container of its tasks logs: remove it.`,
    ]);
  });

  it("accepts what one of several containers needs, and reports no secret of the stack", async () => {
    const sidecar = {
      image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/proxy:2",
      logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/proxy" } },
    };
    const bare = { image: sidecar.image };
    const statements = [
      pull("shop/orders", "shop/proxy"),
      log("/ecs/proxy"),
      {
        Action: ["ssm:GetParameters", "secretsmanager:GetSecretValue"],
        Resource: [PARAMETER_ARN, SECRET_ARN, `${SECRET_ARN}2`],
      },
    ];
    expect(
      await stackViolations(ecsExecutionRoleMinimal, [
        task([bare, container, sidecar]),
        secret,
        { ...secret, props: { arn: `${SECRET_ARN}2` } },
        ...roleWith("orders-execution", ...statements),
      ]),
    ).to.deep.equal([]);
  });

  it("accepts any repository for an image from elsewhere, and a prefix of names", async () => {
    const elsewhere = { ...container, image: "ghcr.io/shop/orders:1" };
    expect(await on([pull("shop/billing")], [elsewhere])).to.deep.equal([]);
    expect(await on([pull("shop/*")])).to.deep.equal([]);
  });

  it("reports values that no container takes, but for secrets of the stack", async () => {
    const other = `arn:aws:ssm:${HERE}:parameter/other/url`;
    const read = {
      Action: ["ssm:GetParameters", "secretsmanager:GetSecretValue"],
      Resource: [other, `arn:aws:secretsmanager:${HERE}:secret:/shop/stripe-??????`],
    };
    expect(await on([read])).to.deep.equal([
      `orders-execution: [Resource::${other}] The role may read ${other}, which no container of its tasks has under secrets: remove it.`,
    ]);
  });

  it("leaves wildcards to the rules on identity policies", async () => {
    expect(await on([{ Action: ["ecr:*", "ecr:BatchGetImage"], Resource: "*" }])).to.deep.equal([]);
  });

  it("says nothing of denials, of containers that are not known yet and of other roles", async () => {
    const send = { Action: "sqs:SendMessage", Resource: "arn:aws:sqs:::a" };
    expect(await on([{ ...send, Effect: "Deny" }])).to.deep.equal([]);
    const unknown = task([], { containerDefinitions: unknownValue });
    const roles = [...roleWith("orders-execution", send), ...roleWith("worker", send)];
    expect(await stackViolations(ecsExecutionRoleMinimal, [unknown, ...roles])).to.deep.equal([]);
    const known = { ...task([container]), name: "next" };
    expect(
      await stackViolations(ecsExecutionRoleMinimal, [unknown, known, ...roles]),
    ).to.deep.equal([]);
  });
});
