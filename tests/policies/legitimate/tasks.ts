import type { EventRuleArgs, EventTargetArgs } from "@pulumi/aws/cloudwatch";

import { resource } from "../../../policies/example";
import {
  ACCOUNT,
  container,
  type Legitimate,
  PLACE,
  REGION,
  role,
  service,
  SUBNETS,
  GROUP,
  task,
} from "./parts";

const PUBLIC = "public.ecr.aws";
const DIGEST = `sha256:${"0c1d".repeat(16)}`;

export const tasks: readonly Legitimate[] = [
  {
    title: "a worker without a load balancer",
    because: "it takes its work from a queue, so nothing connects to it",
    resources: service({ containers: [container("orders", { portMappings: [] })] }),
  },
  {
    title: "a service that people may open a shell in",
    because: "ssmmessages has no resources to name, and the agent writes to the root file system",
    resources: service({
      service: { enableExecuteCommand: true },
      containers: [
        container("orders", {
          readonlyRootFilesystem: false,
          linuxParameters: { initProcessEnabled: true },
        }),
      ],
      may: [
        {
          Sid: "Exec",
          Action: [
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
          ],
          Resource: "*",
        },
        {
          Sid: "ExecLogs",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          Resource: `arn:aws:logs:${PLACE}:log-group:/ecs/shop/exec:*`,
        },
      ],
    }),
  },
  {
    title: "a task with the X-Ray daemon beside it",
    because: "traces belong to no resource, and the daemon's image is AWS's own by its digest",
    resources: service({
      containers: [
        container("orders"),
        container("xray", {
          image: `${PUBLIC}/xray/aws-xray-daemon@${DIGEST}`,
          user: "1337",
          essential: false,
          portMappings: [{ containerPort: 2000, protocol: "udp" }],
        }),
      ],
      may: [
        {
          Sid: "Traces",
          Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules"],
          Resource: "*",
        },
      ],
    }),
  },
  {
    title: "a task with AWS's OpenTelemetry collector beside it",
    because: "metrics are limited by their namespace, which is the only way there is",
    resources: service({
      containers: [
        container("orders"),
        container("collector", {
          image: `${PUBLIC}/aws-observability/aws-otel-collector@${DIGEST}`,
          essential: false,
          command: ["--config=/etc/ecs/ecs-default-config.yaml"],
        }),
      ],
      may: [
        {
          Sid: "Metrics",
          Action: "cloudwatch:PutMetricData",
          Resource: "*",
          Condition: { StringEquals: { "cloudwatch:namespace": "Shop" } },
        },
      ],
    }),
  },
  {
    title: "a service in Service Connect",
    because: "its proxy comes from ECS and stands in no task definition",
    resources: service({
      containers: [
        container("orders", {
          portMappings: [
            { name: "http", containerPort: 3000, protocol: "tcp", appProtocol: "http" },
          ],
        }),
      ],
      service: {
        serviceConnectConfiguration: {
          enabled: true,
          namespace: `arn:aws:servicediscovery:${PLACE}:namespace/ns-a1b2c3d4e5f6a7b8`,
          services: [{ portName: "http", clientAlias: [{ port: 3000, dnsName: "orders" }] }],
        },
      },
    }),
  },
  {
    title: "a service partly on Spot",
    because: "its base runs on FARGATE, so it outlives an interruption",
    resources: service({
      service: {
        launchType: undefined,
        capacityProviderStrategies: [
          { capacityProvider: "FARGATE", base: 2, weight: 1 },
          { capacityProvider: "FARGATE_SPOT", weight: 1 },
        ],
      },
    }),
  },
  {
    title: "a container that writes to a volume of its task",
    because: "the root file system stays as it is, and the volume ends with the task",
    resources: service({
      containers: [
        container("orders", { mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp" }] }),
      ],
      props: { volumes: [{ name: "tmp" }] },
    }),
  },
  {
    title: "a task that runs once",
    because: "a migration belongs to no service, scales not and has nothing to check its health by",
    resources: task({ containers: [container("migration", { command: ["node", "migrate.js"] })] }),
  },
  {
    title: "a task that EventBridge starts by the clock",
    because:
      "the rule's role runs this family in this cluster and passes its two roles to ECS alone",
    resources: [
      ...task(),
      ...role(
        "schedule-role",
        "events.amazonaws.com",
        {
          Sid: "RunTask",
          Action: "ecs:RunTask",
          Resource: `arn:aws:ecs:${PLACE}:task-definition/shop-orders:*`,
          Condition: { ArnEquals: { "ecs:cluster": `arn:aws:ecs:${PLACE}:cluster/shop` } },
        },
        {
          Sid: "PassTaskRoles",
          Action: "iam:PassRole",
          Resource: [
            `arn:aws:iam::${ACCOUNT}:role/task-role`,
            `arn:aws:iam::${ACCOUNT}:role/execution-role`,
          ],
          Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
        },
      ),
      resource<EventRuleArgs>("aws:cloudwatch/eventRule:EventRule", "nightly", {
        name: "shop-nightly",
        description: "Runs the orders task each night",
        scheduleExpression: "cron(0 3 * * ? *)",
      }),
      resource<EventTargetArgs>(
        "aws:cloudwatch/eventTarget:EventTarget",
        "nightly-task",
        {
          arn: `arn:aws:ecs:${PLACE}:cluster/shop`,
          ecsTarget: {
            taskDefinitionArn: "",
            launchType: "FARGATE",
            propagateTags: "TASK_DEFINITION",
            enableEcsManagedTags: true,
            networkConfiguration: { subnets: SUBNETS, securityGroups: [GROUP] },
          },
        },
        {
          from: {
            rule: "nightly.name",
            roleArn: "schedule-role.arn",
            "ecsTarget.taskDefinitionArn": "task.arn",
          },
        },
      ),
    ],
  },
  {
    title: "a task on Windows",
    because: "Windows has neither Linux's users nor its capabilities, and writes to its root",
    resources: task({
      containers: [
        container("orders", {
          user: undefined,
          readonlyRootFilesystem: undefined,
          linuxParameters: undefined,
        }),
      ],
      props: {
        cpu: "1024",
        memory: "2048",
        runtimePlatform: {
          cpuArchitecture: "X86_64",
          operatingSystemFamily: "WINDOWS_SERVER_2022_CORE",
        },
      },
    }),
  },
  {
    title: "a task that reads its secret through ECS",
    because: "its execution role reads this one secret, through Secrets Manager alone",
    resources: [
      ...task({
        containers: [
          container("orders", {
            environment: [
              { name: "NODE_ENV", value: "production" },
              { name: "AWS_REGION", value: REGION },
              { name: "SIGNING_KEY_ARN", value: `arn:aws:kms:${PLACE}:alias/shop-signing` },
            ],
            secrets: [
              {
                name: "PAYMENT_TOKEN",
                valueFrom: `arn:aws:secretsmanager:${PLACE}:secret:shop/payment-a1b2c3`,
              },
            ],
          }),
        ],
      }).map(part =>
        part.name === "execution-role-policy"
          ? {
              ...part,
              props: {
                ...part.props,
                policy: withStatements(part.props, [
                  {
                    Sid: "ReadSecrets",
                    Effect: "Allow",
                    Action: "secretsmanager:GetSecretValue",
                    Resource: `arn:aws:secretsmanager:${PLACE}:secret:shop/payment-??????`,
                  },
                  {
                    Sid: "DecryptSecrets",
                    Effect: "Allow",
                    Action: "kms:Decrypt",
                    Resource: `arn:aws:kms:${PLACE}:key/*`,
                    Condition: {
                      "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/shop" },
                      StringEquals: { "kms:ViaService": `secretsmanager.${REGION}.amazonaws.com` },
                    },
                  },
                ]),
              },
            }
          : part,
      ),
    ],
  },
];

/** A role's policy with more statements. */
function withStatements(props: object, statements: readonly object[]): string {
  const document = JSON.parse((props as { policy: string }).policy);
  return JSON.stringify({ ...document, Statement: [...document.Statement, ...statements] });
}
