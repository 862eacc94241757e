import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import { ECSClient } from "@aws-sdk/client-ecs";
import { expect } from "chai";

import { codeDeployController } from "../../../operations/release/code-deploy-controller";
import type { Clients, Wait } from "../../../operations/release/controller";
import { failureOf } from "../../support/failure";
import { byCodeDeploy, service, stackOf } from "../support/account";
import { playRecording, Recording, refusal } from "../support/recorded";
import { clientConfig } from "../support/with-moto";

const ORDERS = service("orders", byCodeDeploy("orders"));
const revision = (number: number) =>
  `arn:aws:ecs:us-east-1:123456789012:task-definition/shop-orders-dev:${number}`;

/** What CodeDeploy answers of a deployment that stands so. */
const standing = (status: string, rest: object = {}) => ({ deploymentInfo: { status, ...rest } });
/** The service in a deployment, at an event. */
const target = (event: object, trafficWeight = 0) => ({
  deploymentTarget: {
    ecsTarget: {
      lifecycleEvents: [event],
      taskSetsInfo: [{ taskSetLabel: "Green", runningCount: 2, desiredCount: 2, trafficWeight }],
    },
  },
});
const shifting = target({ lifecycleEventName: "AllowTraffic", status: "InProgress" }, 10);

/** Runs `test` with a controller against recorded answers; returns what was said and asked. */
async function withController(
  recording: Recording,
  test: (controller: ReturnType<typeof codeDeployController>, wait: Wait) => Promise<unknown>,
) {
  const aws = await playRecording({ ListTasks: { taskArns: [] }, ...recording });
  const codeDeploy = new CodeDeployClient(clientConfig(aws.url));
  const ecs = new ECSClient(clientConfig(aws.url));
  const said: string[] = [];
  const wait = {
    say: (line: string) => said.push(line),
    signal: new AbortController().signal,
    timeoutSeconds: 60,
    pollSeconds: 0,
  };
  const clients = { codeDeploy, ecs } as Clients;
  try {
    await test(codeDeployController(clients, stackOf([ORDERS]), ORDERS, ORDERS.codeDeploy!), wait);
  } finally {
    codeDeploy.destroy();
    ecs.destroy();
    await aws.stop();
  }
  return { said, calls: aws.calls };
}

describe("a release by CodeDeploy", () => {
  it("names revision, container, network and capacity, and tells how the requests move", async () => {
    const { said, calls } = await withController(
      {
        CreateDeployment: { deploymentId: "d-1" },
        GetDeployment: [
          standing("Created"),
          standing("InProgress"),
          standing("InProgress"),
          standing("Succeeded"),
        ],
        GetDeploymentTarget: [refusal("DeploymentNotStartedException"), shifting],
      },
      async (controller, wait) =>
        controller.finish(await controller.begin(revision(2), wait), wait),
    );
    expect(said).to.deep.equal([
      "orders: CodeDeploy: Created",
      "orders: CodeDeploy: InProgress, at AllowTraffic, 2 of 2 new tasks run, 10 % of the requests on them",
    ]);
    const { appSpecContent } = calls[0].input.revision;
    expect(JSON.parse(appSpecContent.content).Resources[0].TargetService.Properties).to.deep.equal({
      TaskDefinition: revision(2),
      LoadBalancerInfo: { ContainerName: "orders", ContainerPort: 3000 },
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          Subnets: ["subnet-a", "subnet-b"],
          SecurityGroups: ["sg-1"],
          AssignPublicIp: "DISABLED",
        },
      },
      CapacityProviderStrategy: [{ CapacityProvider: "FARGATE_SPOT", Base: 0, Weight: 1 }],
    });
  });

  it("that fails tells why, and waits for CodeDeploy's own rollback", async () => {
    let failure = "";
    const { said } = await withController(
      {
        GetDeployment: [
          standing("Failed", {
            errorInformation: { code: "ALARM_ACTIVE", message: "an alarm went off" },
            rollbackInfo: { rollbackDeploymentId: "d-2" },
          }),
          standing("Succeeded"),
        ],
        GetDeploymentTarget: target({
          lifecycleEventName: "AfterAllowTraffic",
          status: "Failed",
          diagnostics: { message: "the hook said no" },
        }),
        ListTasks: { taskArns: ["arn:aws:ecs:us-east-1:1:task/shop-dev/1"] },
        DescribeTasks: {
          tasks: [
            {
              taskArn: "arn:aws:ecs:us-east-1:1:task/shop-dev/1",
              taskDefinitionArn: revision(2),
              lastStatus: "STOPPED",
              stoppedReason: "Essential container in task exited",
              containers: [{ name: "orders", exitCode: 1 }],
            },
          ],
        },
        DescribeTaskDefinition: { taskDefinition: {} },
      },
      async (controller, wait) => {
        const release = {
          id: "d-1",
          revision: revision(2),
          state: "running",
          at: new Date(),
        } as const;
        failure = await failureOf(controller.finish(release, wait));
      },
    );
    expect(failure.split("\n")).to.deep.equal([
      "orders: CodeDeploy has not brought out shop-orders-dev:2: Failed",
      "ALARM_ACTIVE: an alarm went off",
      "AfterAllowTraffic: the hook said no",
      "task 1 stopped: Essential container in task exited",
      "container orders: exit code 1",
      "CodeDeploy's own rollback d-2: Succeeded",
    ]);
    expect(said).to.deep.equal(["orders: CodeDeploy takes it back (d-2)"]);
  });

  it("is read from CodeDeploy's history, the revision from the AppSpec that it keeps apart", async () => {
    await withController(
      {
        ListDeployments: { deployments: ["d-2", "d-1"] },
        BatchGetDeployments: {
          deploymentsInfo: [
            {
              deploymentId: "d-1",
              status: "Succeeded",
              createTime: 1,
              revision: { appSpecContent: { sha256: "a" } },
            },
            {
              deploymentId: "d-2",
              status: "Stopped",
              createTime: 2,
              revision: { appSpecContent: { sha256: "b" } },
            },
          ],
        },
        GetApplicationRevision: ({ revision: { appSpecContent } }) => ({
          revision: {
            appSpecContent: {
              content: `TaskDefinition: "${revision(appSpecContent.sha256 === "a" ? 1 : 2)}"`,
            },
          },
        }),
      },
      async controller => {
        const releases = await controller.releases();
        expect(releases.map(({ id, revision, state }) => [id, revision, state])).to.deep.equal([
          ["d-2", revision(2), "failed"],
          ["d-1", revision(1), "done"],
        ]);
      },
    );
  });

  it("is taken up when the order was heard although its answer was lost, and refused beside another", async () => {
    const underWay = (number: number): Recording => ({
      CreateDeployment: refusal("DeploymentLimitExceededException", "one is active"),
      ListDeployments: { deployments: ["d-1"] },
      BatchGetDeployments: {
        deploymentsInfo: [
          {
            deploymentId: "d-1",
            status: "InProgress",
            createTime: 1,
            revision: { appSpecContent: { content: revision(number) } },
          },
        ],
      },
    });
    await withController(underWay(2), async (controller, wait) => {
      expect((await controller.begin(revision(2), wait)).id).to.equal("d-1");
    });
    await withController(underWay(3), async (controller, wait) => {
      const failure = await failureOf(controller.begin(revision(2), wait));
      expect(failure).to.equal("orders: CodeDeploy is at another deployment: one is active");
    });
  });

  it("that is taken back is stopped with a rollback, which is waited for", async () => {
    const { calls } = await withController(
      {
        StopDeployment: { status: "Pending" },
        GetDeployment: [
          standing("InProgress"),
          standing("Stopped", { rollbackInfo: { rollbackDeploymentId: "d-2" } }),
          standing("InProgress"),
          standing("Succeeded"),
        ],
        GetDeploymentTarget: shifting,
      },
      (controller, wait) =>
        controller.takeBack(
          { id: "d-1", revision: revision(2), state: "running", at: new Date() },
          wait,
        ),
    );
    expect(calls.find(({ operation }) => operation === "StopDeployment")?.input).to.deep.equal({
      deploymentId: "d-1",
      autoRollbackEnabled: true,
    });
    expect(calls.at(-1)?.input).to.deep.equal({ deploymentId: "d-2" });
  });
});
