import { expect } from "chai";

import { byCodeDeploy, REGION, service, stackOf } from "./support/account";
import { ordersDefinition, ordersService, revisionArn } from "./support/ecs";
import { operate } from "./support/operate";
import { Recording, refusal } from "./support/recorded";
import { withRecording } from "./support/with-recording";

const DEPLOYMENT = `arn:aws:ecs:${REGION}:123456789012:service-deployment/shop-dev/orders/d1`;
const UNTIL = Date.UTC(2026, 10, 21, 4, 30) / 1000;

/** A hook of a deployment, as ECS tells it. */
const hook = (hookId: string, status = "AWAITING_ACTION", own: object = {}) => ({
  hookId,
  targetType: "PAUSE",
  status,
  expiresAt: UNTIL,
  timeoutAction: "ROLLBACK",
  ...own,
});

/** ECS with a deployment of revision 2 after one of revision 1, which stands so. */
const account = (hooks: object[], status = "IN_PROGRESS"): Recording => ({
  ListServiceDeployments: {
    serviceDeployments: [
      { serviceDeploymentArn: "old", targetServiceRevisionArn: "r1", createdAt: 1 },
      { serviceDeploymentArn: DEPLOYMENT, targetServiceRevisionArn: "r2", createdAt: 2 },
    ],
  },
  DescribeServiceDeployments: ({ serviceDeploymentArns: [arn] }) => ({
    serviceDeployments:
      arn === DEPLOYMENT
        ? [
            {
              serviceDeploymentArn: DEPLOYMENT,
              status,
              lifecycleStage: "POST_TEST_TRAFFIC_SHIFT",
              lifecycleHookDetails: hooks,
            },
          ]
        : [],
  }),
  DescribeServiceRevisions: { serviceRevisions: [{ taskDefinition: revisionArn(2) }] },
  ContinueServiceDeployment: { serviceDeploymentArn: DEPLOYMENT },
});

const stack = stackOf([
  service("orders", { deployment: "blueGreen" }),
  service("carts", byCodeDeploy("carts")),
]);

const run = (args: string[], recording: Recording) =>
  withRecording(recording, async (endpoint, calls) => {
    const outcome = await operate(args, { stack, endpoint });
    const answered = calls.filter(({ operation }) => operation === "ContinueServiceDeployment");
    return { ...outcome, answered: answered.map(({ input }) => input as object) };
  });

describe("npm run approve", () => {
  it("shows where the deployment waits, and lets it go on", async () => {
    const hooks = [hook("h1", "SUCCEEDED"), hook("h2"), hook("h3")];
    const { code, stdout, stderr, answered } = await run(["approve", "orders"], account(hooks));
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(stdout).to.equal(
      "orders: shop-orders-dev:2 waits at POST_TEST_TRAFFIC_SHIFT until 2026-11-21T04:30:00.000Z, then ROLLBACK (pause h2)\n" +
        "orders: shop-orders-dev:2 waits at POST_TEST_TRAFFIC_SHIFT until 2026-11-21T04:30:00.000Z, then ROLLBACK (pause h3)\n" +
        "orders: ECS goes on with shop-orders-dev:2; see npm run status -- orders --outputs outputs.json\n",
    );
    expect(answered).to.deep.equal([
      { serviceDeploymentArn: DEPLOYMENT, hookId: "h2", action: "CONTINUE" },
      { serviceDeploymentArn: DEPLOYMENT, hookId: "h3", action: "CONTINUE" },
    ]);
  });

  it("has it taken back with --reject, which is said once", async () => {
    const { code, stdout, answered } = await run(
      ["approve", "orders", "--reject", "--json"],
      account([hook("h2"), hook("h3")]),
    );
    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.include({
      service: "orders",
      deployment: DEPLOYMENT,
      revision: "shop-orders-dev:2",
      action: "ROLLBACK",
    });
    expect(answered).to.deep.equal([
      { serviceDeploymentArn: DEPLOYMENT, hookId: "h2", action: "ROLLBACK" },
    ]);
  });

  it("says that nothing waits, and what the last deployment is", async () => {
    const ended = await run(
      ["approve", "orders"],
      account([hook("h1", "SUCCEEDED")], "SUCCESSFUL"),
    );
    expect([ended.code, ended.stderr, ended.answered]).to.deep.equal([
      1,
      "error: orders: nothing waits for an answer; the last deployment, of shop-orders-dev:2, is SUCCESSFUL\n",
      [],
    ]);
    const none = await run(["approve", "orders"], {
      ListServiceDeployments: { serviceDeployments: [] },
    });
    expect([none.code, none.stderr]).to.deep.equal([
      1,
      "error: orders: nothing waits for an answer; ECS knows of no deployment\n",
    ]);
  });

  it("says that CodeDeploy asks nobody, without asking AWS", async () => {
    const { code, stderr } = await run(["approve", "carts"], {});
    expect(code).to.equal(1);
    expect(stderr).to.include("carts: CodeDeploy deploys it, whose deployments have no pause");
  });

  it("tells what AWS does not allow, and an answer that came too late", async () => {
    const denied = await run(["approve", "orders"], {
      ...account([hook("h2")]),
      ContinueServiceDeployment: refusal(
        "AccessDeniedException",
        "not authorized to perform: ecs:ContinueServiceDeployment",
      ),
    });
    expect([denied.code, denied.stderr]).to.deep.equal([
      3,
      "error: AWS does not allow this: not authorized to perform: ecs:ContinueServiceDeployment\n",
    ]);
    const late = await run(["approve", "orders"], {
      ...account([hook("h2")]),
      ContinueServiceDeployment: refusal("InvalidParameterException", "hook h2 is not waiting"),
    });
    expect([late.code, late.stderr]).to.deep.equal([
      1,
      "error: AWS says InvalidParameterException: hook h2 is not waiting\n",
    ]);
  });

  it("refuses a service that is not there", async () => {
    expect((await run(["approve", "nobody"], {})).code).to.equal(2);
  });
});

describe("a deployment that waits for an operator", () => {
  it("is shown by status, with the command that answers", async () => {
    const { code, stdout } = await run(["status", "orders"], {
      ...account([hook("h2")]),
      DescribeServices: ordersService({
        deployments: [
          { status: "PRIMARY", taskDefinition: revisionArn(2), rolloutState: "IN_PROGRESS" },
        ],
      }),
      DescribeTaskDefinition: ordersDefinition,
    });
    expect(code).to.equal(1);
    expect(stdout.split("\n").slice(2, 4)).to.deep.equal([
      "",
      "orders: waits at POST_TEST_TRAFFIC_SHIFT until 2026-11-21T04:30:00.000Z, then ROLLBACK (pause h2); npm run approve -- orders --outputs outputs.json lets it go on, with --reject it is taken back",
    ]);
  });
});
