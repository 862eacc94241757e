import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { createRequire } from "module";
import { compileFunction } from "vm";

import { Migration, runMigration } from "../../../components/rollout/run-migration";
import { Rollout, watchRollout } from "../../../components/rollout/watch-rollout";
import { Answers, withFakeAws } from "../../support/fake-aws";

const revision = "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:8";
const earlier = "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:7";
const taskArn = "arn:aws:ecs:us-east-1:123456789012:task/order-management-dev/abc123";

const rollout: Rollout = {
  cluster: "order-management-dev",
  service: "orders",
  taskDefinitionArn: revision,
  region: "us-east-1",
  timeoutSeconds: 60,
};

const migration: Migration = {
  cluster: "order-management-dev",
  taskDefinitionArn: revision,
  subnetIds: ["subnet-1"],
  securityGroupIds: ["sg-1"],
  containerName: "migration",
  imageDigest: "repo@sha256:1",
  region: "us-east-1",
  timeoutSeconds: 60,
};

/** Where the container logs, and what its last lines were. */
const logging: Answers = {
  DescribeTaskDefinition: () => ({
    taskDefinition: {
      containerDefinitions: [
        {
          name: "migration",
          logConfiguration: {
            options: {
              "awslogs-group": "/ecs/order-management-dev",
              "awslogs-stream-prefix": "migration",
            },
          },
        },
      ],
    },
  }),
  GetLogEvents: ({ logStreamName }) => ({ events: [{ message: `last line of ${logStreamName}` }] }),
};

const stopped = (exitCode: number | undefined) => ({
  tasks: [
    {
      taskArn,
      taskDefinitionArn: revision,
      lastStatus: "STOPPED",
      stoppedReason: "Essential container in task exited",
      containers: [
        { name: "migration", exitCode, reason: exitCode === 137 ? "OutOfMemory" : undefined },
      ],
    },
  ],
});

async function failure(action: Promise<unknown>): Promise<string> {
  return action.then(
    value => {
      throw new Error(`expected a failure, got ${JSON.stringify(value)}`);
    },
    (error: Error) => error.message,
  );
}

/** The function as Pulumi's dynamic provider runs it: serialised, in a module of its own. */
async function asDeployed<F extends (...args: any[]) => any>(fn: F): Promise<F> {
  const { text, exportName } = await pulumi.runtime.serializeFunction(fn);
  const module = { exports: {} as Record<string, F> };
  compileFunction(text, ["module", "exports", "require"])(
    module,
    module.exports,
    createRequire(__filename),
  );
  return module.exports[exportName];
}

for (const [form, load] of [
  ["as written", <T>(fn: T) => Promise.resolve(fn)],
  ["as deployed", asDeployed as <T>(fn: T) => Promise<T>],
] as const) {
  describe(`the rollout check ${form}`, () => {
    it("returns the deployment that runs what was asked for", async () => {
      const watch = await load(watchRollout);
      const answers: Answers = {
        DescribeServices: () => ({
          services: [
            {
              status: "ACTIVE",
              deployments: [
                {
                  id: "ecs-svc/9",
                  status: "PRIMARY",
                  taskDefinition: revision,
                  rolloutState: "COMPLETED",
                },
              ],
            },
          ],
        }),
      };
      await withFakeAws(answers, async calls => {
        expect(await watch(rollout)).to.equal("ecs-svc/9");
        expect(calls[0].input).to.deep.equal({
          cluster: "order-management-dev",
          services: ["orders"],
        });
      });
    });

    it("asks for the newest deployment where ECS moves requests", async () => {
      const watch = await load(watchRollout);
      const deployments: Record<string, object> = {
        "arn:new": { status: "SUCCESSFUL", createdAt: 200, serviceDeploymentArn: "arn:d2" },
        "arn:old": {
          status: "ROLLBACK_SUCCESSFUL",
          createdAt: 100,
          serviceDeploymentArn: "arn:d1",
        },
      };
      const answers: Answers = {
        DescribeServices: () => ({ services: [{ status: "ACTIVE" }] }),
        ListServiceDeployments: () => ({
          serviceDeployments: ["arn:old", "arn:new"].map(targetServiceRevisionArn => ({
            targetServiceRevisionArn,
            ...deployments[targetServiceRevisionArn],
          })),
        }),
        DescribeServiceRevisions: ({ serviceRevisionArns: [arn] }) => ({
          serviceRevisions: [{ taskDefinition: arn === "arn:new" ? revision : earlier }],
        }),
      };
      await withFakeAws(answers, async () => {
        expect(await watch({ ...rollout, shifting: true })).to.equal("arn:d2");
      });
    });

    it("says why ECS went back: event, target, exit code and last log lines", async () => {
      const watch = await load(watchRollout);
      const answers: Answers = {
        ...logging,
        DescribeServices: () => ({
          services: [
            {
              status: "ACTIVE",
              deployments: [
                {
                  id: "ecs-svc/7",
                  status: "PRIMARY",
                  taskDefinition: earlier,
                  rolloutState: "COMPLETED",
                },
                {
                  id: "ecs-svc/8",
                  status: "INACTIVE",
                  taskDefinition: revision,
                  rolloutStateReason: "circuit breaker",
                },
              ],
              events: [{ message: "(service orders) deployment failed" }],
              loadBalancers: [{ targetGroupArn: "arn:tg" }],
            },
          ],
        }),
        DescribeTargetHealth: () => ({
          TargetHealthDescriptions: [
            {
              Target: { Id: "10.0.1.7" },
              TargetHealth: {
                State: "unhealthy",
                Description: "Health checks failed with these codes: [500]",
              },
            },
            { Target: { Id: "10.0.1.8" }, TargetHealth: { State: "healthy" } },
          ],
        }),
        ListTasks: () => ({ taskArns: [taskArn] }),
        DescribeTasks: () => stopped(1),
      };
      const message = await withFakeAws(answers, () => failure(watch(rollout)));
      expect(message.split("\n")).to.deep.equal([
        `orders: the new version does not run: ECS rolled back to ${earlier}: circuit breaker`,
        "ECS says: (service orders) deployment failed",
        "target 10.0.1.7: Health checks failed with these codes: [500]",
        "task abc123 stopped: Essential container in task exited",
        "container migration: exit code 1",
        "  | last line of migration/migration/abc123",
      ]);
    });
  });

  describe(`the migration run ${form}`, () => {
    it("runs the task in the private subnets, without a public address", async () => {
      const run = await load(runMigration);
      const answers: Answers = {
        RunTask: () => ({ tasks: [{ taskArn }], failures: [] }),
        DescribeTasks: () => stopped(0),
      };
      await withFakeAws(answers, async calls => {
        expect(await run(migration)).to.equal(taskArn);
        expect(calls[0].input.networkConfiguration.awsvpcConfiguration).to.deep.equal({
          subnets: ["subnet-1"],
          securityGroups: ["sg-1"],
          assignPublicIp: "DISABLED",
        });
      });
    });

    for (const [exitCode, line] of [
      [1, "container migration: exit code 1"],
      [137, "container migration: exit code 137 OutOfMemory"],
      [undefined, "container migration: exit code none"],
    ] as const) {
      it(`fails with the last log lines when the exit code is ${exitCode}`, async () => {
        const run = await load(runMigration);
        const answers: Answers = {
          ...logging,
          RunTask: () => ({ tasks: [{ taskArn }], failures: [] }),
          DescribeTasks: () => stopped(exitCode),
        };
        expect(
          (await withFakeAws(answers, () => failure(run(migration)))).split("\n"),
        ).to.deep.equal([
          "the migration failed: task abc123 stopped: Essential container in task exited",
          line,
          "  | last line of migration/migration/abc123",
        ]);
      });
    }

    it("says why ECS did not start it", async () => {
      const run = await load(runMigration);
      const answers: Answers = {
        RunTask: () => ({
          tasks: [],
          failures: [{ reason: "Capacity is unavailable at this time" }],
        }),
      };
      expect(await withFakeAws(answers, () => failure(run(migration)))).to.equal(
        "the migration did not start: Capacity is unavailable at this time",
      );
    });
  });
}
