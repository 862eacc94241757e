import { execFile } from "child_process";
import { existsSync } from "fs";
import { mkdir, rename, rm } from "fs/promises";
import { dirname, join } from "path";
import { promisify } from "util";

import { cacheFolder, withCacheLock } from "../../../local/engine/cli-cache";

/** The version in the module's go.mod; a test keeps them equal. */
export const VERSION = "1.7.12";

/** The Go module that pins the linter and all that it is built from. */
export const MODULE = join(__dirname, "actionlint");

const run = promisify(execFile);

/**
 * The linter's program, built once per machine from its Go module, half a minute. Without Go it says so and
 * returns nothing, so that the caller can skip; in CI that is an error.
 */
export async function actionlint(): Promise<string | undefined> {
  const cache = dirname(cacheFolder(process.env));
  const program = join(cache, `actionlint-${VERSION}-${process.platform}-${process.arch}`);
  const work = () => (existsSync(program) ? Promise.resolve() : build(program));
  try {
    await withCacheLock(cache, () => undefined, work);
  } catch (error) {
    if (process.env.CI) {
      throw error;
    }
    console.log(`    actionlint ${VERSION} is not to be had here: ${(error as Error).message}`);
    return undefined;
  }
  return program;
}

async function build(program: string): Promise<void> {
  const partial = `${program}.partial`;
  await rm(partial, { force: true });
  await mkdir(dirname(program), { recursive: true });
  const flags = ["-mod=readonly", "-buildvcs=false", "-trimpath", "-o", partial];
  const source = "github.com/rhysd/actionlint/cmd/actionlint";
  await run("go", ["build", ...flags, source], {
    cwd: MODULE,
    // Without settings meant for the user's own builds; an empty GOFLAGS gives way to what `go env -w` wrote.
    env: {
      ...process.env,
      ...{ GO111MODULE: "on", GOWORK: "off", GOFLAGS: "-mod=readonly", CGO_ENABLED: "0" },
      ...{ GOOS: "", GOARCH: "" },
    },
  });
  await rename(partial, program);
}
