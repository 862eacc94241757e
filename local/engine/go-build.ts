import { readFile } from "node:fs/promises";
import path from "node:path";
import { withProgress } from "./progress";
import { runCommand } from "./run-command";
import { messageOf } from "../errors";
import { findVersion, isAtLeast } from "./versions";
import type { Way, WayContext } from "./ways";

/** The Go module that pins the CLI and all that it is built from. */
const moduleFolder = path.join(__dirname, "pulumi-cli");

/** The version in that module's go.mod; a test keeps them equal. */
export const goModuleVersion = "3.220.0";

const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** Builds the CLI from its Go module with the Go toolchain on PATH: minutes, once per machine. */
export function goBuild(): Way {
  return {
    source: "go",
    title: "its Go module",
    version: goModuleVersion,
    async make(root, context) {
      const env = goEnvironment(context.env);
      await requireGo(env);
      context.report(
        `Building the Pulumi CLI ${goModuleVersion} from its Go module: this takes 2 to 5 minutes, ` +
          "once per machine",
      );
      await withProgress(context.report, "Building the Pulumi CLI", () => build(root, env));
    },
  };
}

/** The user's Go (toolchain, proxy and caches), without settings meant for the user's own builds. */
function goEnvironment(env: WayContext["env"]): NodeJS.ProcessEnv {
  return {
    ...env,
    GO111MODULE: "on",
    GOWORK: "off",
    // Not empty: an empty one gives way to what `go env -w` wrote.
    GOFLAGS: "-mod=readonly",
    GOOS: "",
    GOARCH: "",
    // Needs no C compiler, and the result runs on any libc.
    CGO_ENABLED: "0",
  };
}

/** Asked in the module's folder, Go itself says whether it can be, or can fetch, the toolchain. */
async function requireGo(env: NodeJS.ProcessEnv): Promise<void> {
  const wanted = await wantedGo();
  const advice = `install Go ${wanted} or newer`;
  let answer: string;
  try {
    answer = await runCommand("go", ["version"], { env, cwd: moduleFolder });
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const reason = missing ? "there is no go on PATH" : messageOf(error);
    throw new Error(`${reason}; ${advice}`, { cause: error });
  }
  const version = findVersion(answer);
  if (version === undefined || !isAtLeast(version, wanted)) {
    throw new Error(`the go on PATH is ${version ?? `unknown ("${answer}")`}; ${advice}`);
  }
}

/** The `go` line of the module. */
async function wantedGo(): Promise<string> {
  const text = await readFile(path.join(moduleFolder, "go.mod"), "utf8");
  const line = /^go (\S+)$/m.exec(text);
  if (line === null) {
    throw new Error(`${moduleFolder}/go.mod has no go line`);
  }
  return line[1];
}

async function build(root: string, env: NodeJS.ProcessEnv): Promise<void> {
  const flags = ["-mod=readonly", "-buildvcs=false", "-trimpath"];
  const link = ["-ldflags", `-s -w -X ${versionVariable}=v${goModuleVersion}`];
  const output = ["-o", path.join(root, "bin", "pulumi")];
  const source = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
  try {
    await runCommand("go", ["build", ...flags, ...link, ...output, source], {
      env,
      cwd: moduleFolder,
    });
  } catch (error) {
    throw new Error(`go build failed: ${messageOf(error)}; check Go's module proxy and the disk`, {
      cause: error,
    });
  }
}
