import { expect } from "chai";

import { RolloutCheck } from "../../../components/rollout/rollout-check";
import { Answers } from "../../support/fake-aws";
import { before as earlier, BEGAN, deployment, deployments, listed, services } from "./ecs";
import { EngineStack, withEngineStack } from "./engine-stack";
import { fakeService } from "./fake-service";
import { CLUSTER, EARLIER, REVISION } from "./support";

/** What a stack asks for. */
interface Asked {
  taskDefinitionArn?: string;
  timeoutSeconds?: number;
  subnet?: string;
  controller?: string;
}

const program =
  ({ taskDefinitionArn, timeoutSeconds, subnet = "subnet-1", controller }: Asked) =>
  () => {
    const asked = { networkConfiguration: { subnets: [subnet], assignPublicIp: false } };
    const service = fakeService({ name: "orders", ...asked, controller });
    new RolloutCheck(
      "orders",
      { cluster: CLUSTER, region: "us-east-1", service, asked, taskDefinitionArn, timeoutSeconds },
      {},
    );
    return Promise.resolve();
  };

/** A cloud that runs a revision. */
const running = (taskDefinition: string, rest: object = {}): Answers =>
  services({ deployments: [deployment({ taskDefinition, rolloutState: "COMPLETED", ...rest })] });

const LOOKED = ["DescribeServices"];

describe("the rollout check of a service in the real engine", function () {
  this.timeout(120_000);
  let stack: EngineStack;

  withEngineStack(made => (stack = made));

  const up = (asked: Asked, cloud: Answers) => stack.operate("up", program(asked), cloud);
  const refresh = (cloud: Answers) => stack.operate("refresh", program({}), cloud);

  it("looks when the service is made, and not again while nothing changes", async () => {
    const asked = { taskDefinitionArn: REVISION };
    const first = await up(asked, running(REVISION));
    expect(first.ok, first.said).to.equal(true);
    expect(first.operations).to.include.members(LOOKED);
    expect((await up(asked, {})).operations).to.deep.equal([]);
  });

  it("looks at nothing when only its time limit changed", async () => {
    const { ok, operations } = await up({ taskDefinitionArn: REVISION, timeoutSeconds: 60 }, {});
    expect({ ok, operations }).to.deep.equal({ ok: true, operations: [] });
  });

  it("looks at nothing after a refresh that found what was checked", async () => {
    const asked = { taskDefinitionArn: REVISION, timeoutSeconds: 60 };
    const redeployed = running(REVISION, { createdAt: BEGAN + 10, rolloutState: "IN_PROGRESS" });
    expect((await refresh(redeployed)).operations).to.deep.equal(LOOKED);
    expect((await up(asked, {})).operations).to.deep.equal([]);
  });

  it("looks again after a rollback that a refresh found", async () => {
    const asked = { taskDefinitionArn: REVISION, timeoutSeconds: 60 };
    const other = await refresh(running(EARLIER, { createdAt: BEGAN + 20 }));
    expect(other.ok, other.said).to.equal(true);
    const failed = deployment({ createdAt: BEGAN + 40, rolloutState: "FAILED" });
    const again = await up(asked, services({ deployments: [failed, earlier] }));
    expect(again.ok).to.equal(false);
    expect(again.said).to.contain("orders: the new version does not run");
    expect((await up(asked, running(REVISION, { createdAt: BEGAN + 60 }))).ok).to.equal(true);
  });

  it("looks again after a refresh in the middle of a way back", async () => {
    const asked = { taskDefinitionArn: EARLIER, timeoutSeconds: 60 };
    await refresh(running(EARLIER, { createdAt: BEGAN + 80, rolloutState: "IN_PROGRESS" }));
    const { ok, operations } = await up(asked, running(EARLIER, { createdAt: BEGAN + 80 }));
    expect(ok).to.equal(true);
    expect(operations).to.include.members(LOOKED);
  });

  it("asks how ECS's deployment ended when the service changed and its revision did not", async () => {
    const asked = { taskDefinitionArn: EARLIER, timeoutSeconds: 60, subnet: "subnet-2" };
    const told = (status: string): Answers => ({
      ...running(EARLIER, { createdAt: BEGAN + 100 }),
      ...deployments([
        listed("d", status, { createdAt: BEGAN + 100, taskDefinition: EARLIER, statusReason: "x" }),
      ]),
    });
    const back = await up(asked, told("ROLLBACK_SUCCESSFUL"));
    expect(back.ok).to.equal(false);
    expect(back.said).to.contain("orders: the new version does not run: ROLLBACK_SUCCESSFUL: x");
    expect((await up(asked, told("ROLLBACK_SUCCESSFUL"))).ok).to.equal(false);
    expect((await up(asked, told("SUCCESSFUL"))).ok).to.equal(true);
    expect((await up(asked, {})).operations).to.deep.equal([]);
  });

  it("is gone with the service, and looks when it is there again", async () => {
    const asked = { taskDefinitionArn: EARLIER, timeoutSeconds: 60, subnet: "subnet-2" };
    const gone = await refresh({ DescribeServices: () => ({ services: [], failures: [] }) });
    expect(gone.said).to.match(/- 1 deleted/);
    expect((await up(asked, running(EARLIER))).operations).to.include.members(LOOKED);
  });

  it("looks at a first version of CodeDeploy's, at a replaced service, and at no later one", async () => {
    const asked: Asked = { controller: "CODE_DEPLOY" };
    const steady = { id: "ecs-svc/1", status: "PRIMARY", taskDefinition: REVISION };
    const cloud = services({ taskSets: [{ ...steady, stabilityStatus: "STEADY_STATE" }] });
    const replaced = await up(asked, cloud);
    expect(replaced.ok, replaced.said).to.equal(true);
    expect(replaced.operations).to.include.members(LOOKED);
    await refresh(cloud);
    expect((await up(asked, {})).operations).to.deep.equal([]);
    const back = await up({ taskDefinitionArn: EARLIER }, running(EARLIER));
    expect(back.ok, back.said).to.equal(true);
    expect(back.operations).to.include.members(LOOKED);
  });
});
