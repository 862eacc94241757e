import { LocalWorkspace, ProjectRuntime, PulumiFn, Stack } from "@pulumi/pulumi/automation";
import { mkdtempSync, rmSync } from "fs";
import { tmpdir } from "os";
import { join, resolve } from "path";

import { ensureCli, openCli } from "../../../local/engine/cli";
import { engineEnvironment } from "../../../local/engine/environment";
import { Answers, Call, withFakeAws } from "../../support/fake-aws";

/** What an operation came to: whether it succeeded, what the engine said, and what AWS was asked. */
export interface Operated {
  ok: boolean;
  said: string;
  operations: string[];
}

/** Hands a suite's tests one stack, which each takes up where the one before left it; gone after them. */
export function withEngineStack(use: (stack: EngineStack) => void): void {
  let stack: EngineStack | undefined;
  before(async function () {
    // The engine may have to be built first.
    this.timeout(0);
    stack = await EngineStack.open();
    use(stack);
  });
  after(() => stack?.close());
}

/** A stack in the real engine, whose dynamic resources run and meet a fake cloud. */
export class EngineStack {
  private constructor(
    private readonly folder: string,
    private readonly environment: Record<string, string>,
    private readonly stack: Stack,
  ) {}

  static async open(): Promise<EngineStack> {
    const cli = await ensureCli({ report: () => undefined });
    const folder = mkdtempSync(join(tmpdir(), "rollout-"));
    const project = resolve(__dirname, "../../..");
    const environment = await engineEnvironment({ cli, project, state: join(folder, "state") });
    const workspace = await LocalWorkspace.create({
      pulumiCommand: await openCli(cli),
      workDir: folder,
      projectSettings: { name: "rollout", runtime: "nodejs" as ProjectRuntime },
    });
    workspace.envVars = environment;
    return new EngineStack(folder, environment, await Stack.create("test", workspace));
  }

  operate(
    operation: "preview" | "up" | "refresh",
    program: PulumiFn,
    answers: Answers,
  ): Promise<Operated> {
    const { workspace } = this.stack;
    return withFakeAws(answers, async (calls: Call[]) => {
      const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
      const aws = { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY };
      workspace.envVars = { ...this.environment, ...(aws as Record<string, string>) };
      workspace.program = program;
      let said = "";
      const ok = await this.stack[operation]({ onOutput: text => (said += text) }).then(
        () => true,
        () => false,
      );
      return { ok, said, operations: calls.map(call => call.operation) };
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
