import { DeleteServiceCommand } from "@aws-sdk/client-ecs";
import { expect } from "chai";

import { groupArn, ordersDefinition, ordersService, revisionArn, target } from "./support/ecs";
import { makeServices, service, stackOf } from "./support/account";
import { operate } from "./support/operate";
import { Recording, refusal } from "./support/recorded";
import { withRecording } from "./support/with-recording";
import { withMoto } from "./support/with-moto";

describe("npm run status", () => {
  const account = withMoto();
  const stack = stackOf([service("orders"), service("invoices")]);
  const status = (...args: string[]) =>
    operate(["status", ...args], { stack, endpoint: account.endpoint });

  it("shows each service with its tasks, revision and image", async () => {
    await makeServices(account.ecs, stack, 0);
    const { stdout, stderr } = await status();
    expect(stderr).to.equal("");
    expect(stdout).to.match(/^orders +0\/0 .* shop-orders-dev:1 +orders:v1\.0\.0$/m);
    expect(stdout).to.match(/^invoices +0\/0 /m);
  });

  it("says which service is not there, and fails", async () => {
    await makeServices(account.ecs, stack, 0);
    await account.ecs.send(
      new DeleteServiceCommand({ cluster: stack.cluster, service: "invoices", force: true }),
    );
    const { code, stdout } = await status();
    expect(code).to.equal(1);
    expect(stdout).to.match(/^invoices +MISSING/m);
  });

  it("refuses a service that the stack does not have", async () => {
    const { code, stderr } = await status("nobody");
    expect(code).to.equal(2);
    expect(stderr).to.equal('error: there is no service "nobody"; use orders, invoices\n');
  });

  it("says that AWS does not answer", async () => {
    const { code, stderr } = await operate(["status"], { stack, endpoint: "http://127.0.0.1:1" });
    expect(code).to.equal(3);
    expect(stderr).to.equal(
      "error: AWS does not answer (ECONNREFUSED): check the network and the region, and repeat\n",
    );
  });
});

/** What each of the recorded services shows. */
const RECORDED: Record<string, object> = {
  orders: {},
  // A new version comes out beside the old one.
  invoices: {
    events: [{ message: "(service invoices) has started 1 tasks" }],
    deployments: [
      { status: "PRIMARY", taskDefinition: revisionArn(2), rolloutState: "IN_PROGRESS" },
      { status: "ACTIVE", taskDefinition: revisionArn(1), rolloutState: "COMPLETED" },
    ],
  },
  payments: {
    events: [{ message: "(service payments) deployment failed: tasks failed to start." }],
    deployments: [{ status: "PRIMARY", taskDefinition: revisionArn(3), rolloutState: "FAILED" }],
  },
  // CodeDeploy waits before it ends the version before.
  carts: {
    deployments: [],
    taskSets: [
      taskSet("ACTIVE", 1, "carts-blue"),
      taskSet("PRIMARY", 4, "carts-green"),
      taskSet("DRAINING", 0, "carts-blue"),
    ],
  },
  // ECS itself has moved all requests to the second group.
  stocks: {
    loadBalancers: [{ advancedConfiguration: { productionListenerRule: "arn:aws:rule/stocks" } }],
  },
  reports: { desiredCount: 0, runningCount: 0 },
};

function taskSet(status: string, revision: number, group: string): object {
  return {
    status,
    taskDefinition: revisionArn(revision),
    stabilityStatus: "STEADY_STATE",
    loadBalancers: [{ targetGroupArn: groupArn(group) }],
  };
}

/** Targets of each group; of two groups only one gets requests. */
const TARGETS: Record<string, object[]> = {
  orders: [target("healthy"), target("initial"), target("draining")],
  "carts-blue": [target("healthy")],
  "carts-green": [target("unhealthy", "Target.Timeout")],
  "stocks-blue": [],
  "stocks-green": [target("healthy")],
  reports: [],
};

describe("npm run status of recorded services", () => {
  const services = [
    service("orders", { targetGroupArns: [groupArn("orders")] }),
    service("invoices"),
    service("payments"),
    service("carts", {
      deployment: "codeDeploy",
      targetGroupArns: [groupArn("carts-blue"), groupArn("carts-green")],
    }),
    service("stocks", {
      deployment: "blueGreen",
      targetGroupArns: [groupArn("stocks-blue"), groupArn("stocks-green")],
    }),
    service("reports", { targetGroupArns: [groupArn("reports")] }),
  ];
  const recording: Recording = {
    DescribeServices: ({ services: names }: { services: string[] }) => ({
      services: names.flatMap(
        name => ordersService({ serviceName: name, ...RECORDED[name] }).services,
      ),
    }),
    DescribeTaskDefinition: ordersDefinition,
    DescribeTargetHealth: ({ TargetGroupArn }: { TargetGroupArn: string }) => ({
      TargetHealthDescriptions: TARGETS[TargetGroupArn.split("/")[1]],
    }),
    DescribeRules: {
      Rules: [
        {
          Actions: [
            {
              ForwardConfig: {
                TargetGroups: [
                  { TargetGroupArn: groupArn("stocks-blue"), Weight: 0 },
                  { TargetGroupArn: groupArn("stocks-green"), Weight: 100 },
                ],
              },
            },
          ],
        },
      ],
    },
  };
  const status = (args: string[], answers: Recording = recording, some = services) =>
    withRecording(answers, endpoint =>
      operate(["status", ...args], { stack: stackOf(some), endpoint }),
    );

  it("shows the deployment, the targets that get requests, and the events of what is not well", async () => {
    const { code, stdout } = await status([]);
    expect(code).to.equal(1);
    expect(stdout.split("\n").map(line => line.split(/ {2,}/).slice(0, 5))).to.deep.equal([
      ["SERVICE", "TASKS", "DEPLOYMENT", "HEALTHY", "REVISION"],
      ["orders", "1/1", "COMPLETED", "1/2", "shop-orders-dev:1"],
      ["invoices", "1/1", "IN_PROGRESS (of 2)", "-", "shop-orders-dev:2"],
      ["payments", "1/1", "FAILED", "-", "shop-orders-dev:3"],
      ["carts", "1/1", "STEADY_STATE (of 2)", "0/1", "shop-orders-dev:4"],
      ["stocks", "1/1", "COMPLETED", "1/1", "shop-orders-dev:1"],
      ["reports", "0/0", "COMPLETED", "0/0", "shop-orders-dev:1"],
      [""],
      ["invoices: (service invoices) has started 1 tasks"],
      ["payments: (service payments) deployment failed: tasks failed to start."],
      [""],
    ]);
  });

  it("prints the same as JSON", async () => {
    const { stdout } = await status(["--json"]);
    const rows = (JSON.parse(stdout) as { services: { name: string; well: boolean }[] }).services;
    expect(rows.filter(({ well }) => well).map(({ name }) => name)).to.deep.equal([
      "orders",
      "stocks",
      "reports",
    ]);
    expect(rows[0]).to.deep.equal({
      name: "orders",
      status: "ACTIVE",
      running: 1,
      desired: 1,
      deployment: "COMPLETED",
      rollouts: 1,
      taskDefinition: "shop-orders-dev:1",
      image: `123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/dev/orders@sha256:${"0".repeat(64)}`,
      targets: { healthy: 1, registered: 2 },
      waits: [],
      events: [],
      well: true,
    });
  });

  it("asks again when AWS answers too many requests", async () => {
    const { code } = await status(
      ["orders"],
      {
        ...recording,
        DescribeServices: [refusal("ThrottlingException", "Rate exceeded"), ordersService()],
      },
      [service("orders")],
    );
    expect(code).to.equal(0);
  });

  it("says that the credentials have expired", async () => {
    const { code, stdout, stderr } = await status(["orders"], {
      DescribeServices: refusal("ExpiredTokenException"),
    });
    expect([code, stdout]).to.deep.equal([3, ""]);
    expect(stderr).to.equal(
      "error: the AWS credentials have expired; sign in again (aws sso login) and repeat\n",
    );
  });

  it("says what AWS does not allow, and what it says else", async () => {
    const denied = await status(["orders"], {
      DescribeServices: refusal(
        "AccessDeniedException",
        "not authorized to perform: ecs:DescribeServices",
      ),
    });
    expect([denied.code, denied.stderr]).to.deep.equal([
      3,
      "error: AWS does not allow this: not authorized to perform: ecs:DescribeServices\n",
    ]);
    const refused = await status(["orders"], {
      ...recording,
      DescribeTaskDefinition: refusal("ClientException", "Unable to describe task definition."),
    });
    expect([refused.code, refused.stderr]).to.deep.equal([
      1,
      "error: AWS says ClientException: Unable to describe task definition.\n",
    ]);
  });
});
