import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { expect } from "chai";

import type { Migration } from "../../operations/stack";
import { service, stackOf } from "./support/account";
import { operate } from "./support/operate";
import { Recording, refusal } from "./support/recorded";
import { clientConfig, withMoto } from "./support/with-moto";
import { withRecording } from "./support/with-recording";

const TIME = Date.UTC(2026, 0, 31, 9, 30);
const HEAD = "2026-01-31T09:30:00.000Z";

const migration: Migration = {
  name: "migration",
  container: "migration",
  logGroup: "/ecs/shop-dev/migration",
  taskDefinitionArn: "arn:aws:ecs:us-east-1:123456789012:task-definition/shop-migration-dev:1",
  subnetIds: [],
  securityGroupIds: [],
  timeoutSeconds: 60,
};
const stack = stackOf([service("orders", { service: "shop-orders" })], { migrations: [migration] });

function line(eventId: string, message: string, stream = "orders/orders/0123456789ab"): object {
  return { eventId, timestamp: TIME, message, logStreamName: stream };
}

describe("npm run logs", () => {
  const logs = (args: string[], recording: Recording = {}, interruptAt?: readonly RegExp[]) =>
    withRecording(recording, async (endpoint, calls) => ({
      ...(await operate(["logs", ...args], { stack, endpoint, interruptAt })),
      inputs: calls.map(({ input }) => input),
    }));

  it("prints the lines of a service's own container, page by page", async () => {
    const { code, stdout, inputs } = await logs(
      ["orders", "--since", "2026-01-31T09:00:00Z", "--filter", '"order-17"'],
      {
        FilterLogEvents: [
          { events: [line("1", '{"level":30,"msg":"order-17"}')], nextToken: "2" },
          { events: [line("2", "order-17 again")] },
        ],
      },
    );
    expect(code).to.equal(0);
    expect(stdout).to.equal(`${HEAD} 01234567 INFO  order-17\n${HEAD} 01234567 order-17 again\n`);
    const asked = {
      logGroupName: "/ecs/shop-dev",
      logStreamNamePrefix: "orders/orders/",
      filterPattern: '"order-17"',
      startTime: Date.UTC(2026, 0, 31, 9),
    };
    expect(inputs).to.deep.equal([asked, { ...asked, nextToken: "2" }]);
  });

  it("prints those of all containers as a JSON document each", async () => {
    const { stdout, inputs } = await logs(["migration", "--all-containers", "--json"], {
      FilterLogEvents: {
        events: [line("1", "up", "migration/proxy/t1"), line("2", "{}", "migration/migration/t1")],
      },
    });
    expect(
      stdout
        .trim()
        .split("\n")
        .map(text => JSON.parse(text)),
    ).to.deep.equal([
      { time: HEAD, task: "t1", container: "proxy", message: "up" },
      { time: HEAD, task: "t1", container: "migration", message: "{}" },
    ]);
    expect(inputs[0]).to.include({
      logGroupName: "/ecs/shop-dev/migration",
      logStreamNamePrefix: "migration/",
    });
  });

  it("follows until Ctrl-C, which ends it well", async () => {
    const { code, stdout, stderr } = await logs(
      ["orders", "--follow"],
      { FilterLogEvents: { events: [line("1", "up")] } },
      [/up/],
    );
    expect({ code, stdout, stderr }).to.deep.equal({
      code: 0,
      stdout: `${HEAD} 01234567 up\n`,
      stderr: "",
    });
  });

  it("takes a service by its name in ECS", async () => {
    const { code, stdout } = await logs(["shop-orders"], {
      FilterLogEvents: { events: [line("1", "up")] },
    });
    expect([code, stdout]).to.deep.equal([0, `${HEAD} 01234567 up\n`]);
  });

  it("refuses what is not there, without asking AWS", async () => {
    const unknown = await logs(["nobody"]);
    expect([unknown.code, unknown.stderr, unknown.inputs]).to.deep.equal([
      2,
      'error: there is no service or migration "nobody"; use orders, migration\n',
      [],
    ]);
  });

  it("says what is wrong with a filter", async () => {
    const { code, stderr } = await logs(["orders", "--filter", "order-17)"], {
      FilterLogEvents: refusal("InvalidParameterException", "Invalid character(s) in term"),
    });
    expect([code, stderr]).to.deep.equal([
      2,
      'error: --filter is "order-17)": Invalid character(s) in term; words with other signs than letters and digits stand in double quotes\n',
    ]);
  });

  it("says that AWS does not answer", async () => {
    const { code, stderr } = await operate(["logs", "orders"], {
      stack,
      endpoint: "http://127.0.0.1:1",
    });
    expect([code, stderr]).to.deep.equal([
      3,
      "error: AWS does not answer (ECONNREFUSED): check the network and the region, and repeat\n",
    ]);
  });
});

describe("npm run logs against moto", () => {
  const account = withMoto();
  const logs = (...args: string[]) =>
    operate(["logs", ...args], { stack, endpoint: account.endpoint });

  it("finds what was written, by its words", async () => {
    const client = new CloudWatchLogsClient(clientConfig(account.endpoint));
    const stream = { logGroupName: "/ecs/shop-dev", logStreamName: "orders/orders/t1" };
    await client.send(new CreateLogGroupCommand(stream));
    await client.send(new CreateLogStreamCommand(stream));
    const logEvents = ["order paid", "order refused"].map((message, index) => ({
      message,
      timestamp: Date.now() - 1000 + index,
    }));
    await client.send(new PutLogEventsCommand({ ...stream, logEvents }));
    client.destroy();
    const { code, stdout } = await logs("orders", "--filter", "refused");
    expect(code).to.equal(0);
    expect(stdout).to.match(/^\S+Z t1 order refused\n$/);
    expect((await logs("orders", "--filter", "stolen")).stdout).to.match(
      /^no such lines of orders/,
    );
  });

  it("says that the log group is not there", async () => {
    const { code, stderr } = await logs("migration");
    expect([code, stderr]).to.deep.equal([
      1,
      "error: there is no log group /ecs/shop-dev/migration; pulumi up makes it\n",
    ]);
  });
});
