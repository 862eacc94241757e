import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { dirname, join } from "path";

import { service, stackOf } from "./support/account";
import { ordersService, taskArn } from "./support/ecs";
import { operate } from "./support/operate";
import { Recording, refusal } from "./support/recorded";
import { withRecording } from "./support/with-recording";

const ARN = taskArn("0123456789ab");
const stack = stackOf([service("orders")]);
const session = { sessionId: "s-1", streamUrl: "wss://stream", tokenValue: "secret-token" };
const recording: Recording = {
  DescribeServices: ordersService(),
  ListTasks: { taskArns: [ARN] },
  DescribeTasks: {
    tasks: [
      {
        taskArn: ARN,
        lastStatus: "RUNNING",
        enableExecuteCommand: true,
        containers: [
          {
            name: "orders",
            runtimeId: "runtime-1",
            managedAgents: [{ name: "ExecuteCommandAgent", lastStatus: "RUNNING" }],
          },
        ],
      },
    ],
  },
  ExecuteCommand: { session },
};

/** Stands in for AWS's plugin: tells its version, or prints what it was given and ends with 7, a session that stays
 * when its input ends. */
const PLUGIN = `#!${process.execPath}
const [, , ...args] = process.argv;
if (args[0] === "--version") {
  console.log(process.env.FAKE_PLUGIN_VERSION ?? "1.2.707.0");
} else {
  console.log(JSON.stringify({ args, session: JSON.parse(process.env[args[0]]) }));
  process.exitCode = 7;
  if (process.env.FAKE_PLUGIN_STAYS) {
    // Later than npm would repeat a signal.
    setTimeout(() => console.log("still there"), 600);
    process.stdin.resume();
  }
}
`;

describe("npm run exec", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "plugin-"));
    writeFileSync(join(folder, "session-manager-plugin"), PLUGIN, { mode: 0o755 });
    writeFileSync(
      join(folder, "credentials"),
      "[shop]\naws_access_key_id = testing\naws_secret_access_key = testing\n",
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  const exec = (
    args: string[],
    {
      own = {},
      env = {},
      interruptAt,
    }: { own?: Recording; env?: NodeJS.ProcessEnv; interruptAt?: readonly RegExp[] } = {},
  ) =>
    withRecording({ ...recording, ...own }, async (endpoint, calls) => ({
      ...(await operate(["exec", ...args], {
        stack,
        endpoint,
        env: { PATH: folder, ...env },
        interruptAt,
      })),
      calls,
    }));

  it("begins a session and gives the terminal to the plugin, whose exit code is its own", async () => {
    const { code, stdout, stderr, calls } = await exec(["orders", "--", "ls", "-l", "a b"], {
      env: {
        AWS_ACCESS_KEY_ID: undefined,
        AWS_SECRET_ACCESS_KEY: undefined,
        AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
        AWS_PROFILE: "shop",
      },
    });
    expect([code, stderr]).to.deep.equal([7, ""]);
    expect(calls.find(({ operation }) => operation === "ExecuteCommand")?.input).to.deep.equal({
      cluster: "shop-dev",
      task: "0123456789ab",
      container: "orders",
      command: "ls -l 'a b'",
      interactive: true,
    });
    const [said, given] = stdout.split("\n");
    expect(said).to.equal("orders: ls -l 'a b' in container orders of task 0123456789ab");
    expect(JSON.parse(given)).to.deep.equal({
      args: [
        "AWS_SSM_START_SESSION_RESPONSE",
        "us-east-1",
        "StartSession",
        "shop",
        '{"Target":"ecs:shop-dev_0123456789ab_runtime-1"}',
        "https://ssm.us-east-1.amazonaws.com/",
      ],
      session: { SessionId: "s-1", StreamUrl: "wss://stream", TokenValue: "secret-token" },
    });
  });

  it("leaves Ctrl-C to the session", async () => {
    const { code } = await exec(["orders"], {
      env: { FAKE_PLUGIN_STAYS: "true" },
      interruptAt: [/StartSession/, /still there/],
    });
    expect(code).to.equal(7);
  });

  it("says that the plugin is missing or too old, before it asks AWS", async () => {
    const missing = await exec(["orders"], { env: { PATH: dirname(folder) } });
    expect([missing.code, missing.calls]).to.deep.equal([3, []]);
    expect(missing.stderr).to.match(
      /^error: session-manager-plugin is not in the PATH; install it: https:\/\/docs\.aws\.amazon\.com/,
    );
    const old = await exec(["orders"], { env: { FAKE_PLUGIN_VERSION: "1.2.497.0" } });
    expect([old.code, old.calls]).to.deep.equal([3, []]);
    expect(old.stderr).to.match(/is of version 1\.2\.497\.0; install one after 1\.2\.497\.0:/);
  });

  it("says that ECS Exec is off, and how it is turned on", async () => {
    const { code, stderr } = await exec(["orders"], {
      own: { DescribeServices: ordersService({ enableExecuteCommand: false }) },
    });
    expect([code, stderr]).to.deep.equal([
      1,
      'error: ECS Exec is off for orders, as is the default in prod; give its MicroService "exec: true" and run pulumi up, which starts its tasks anew\n',
    ]);
  });

  it("begins no session when AWS refuses it", async () => {
    const { code, stdout, stderr } = await exec(["orders"], {
      own: {
        ExecuteCommand: refusal("AccessDeniedException", "not authorized: ecs:ExecuteCommand"),
      },
    });
    expect([code, stderr]).to.deep.equal([
      3,
      "error: AWS does not allow this: not authorized: ecs:ExecuteCommand\n",
    ]);
    expect(stdout).to.not.contain("StartSession");
  });

  it("refuses --json, and a service that is not there", async () => {
    expect((await exec(["orders", "--json"])).code).to.equal(2);
    expect((await exec(["nobody"])).code).to.equal(2);
  });
});
