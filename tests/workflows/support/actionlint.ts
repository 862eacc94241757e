import { execFile } from "child_process";
import { join } from "path";
import { promisify } from "util";

import { oncePerMachine } from "../../support/once-per-machine";

/** The version in the module's go.mod; a test keeps them equal. */
export const VERSION = "1.7.12";

/** The Go module that pins the linter and all that it is built from. */
export const MODULE = join(__dirname, "actionlint");

const run = promisify(execFile);

/**
 * The linter's program, built once per machine from its Go module, half a minute. Without Go it says so and
 * returns nothing, so that the caller can skip; in CI that is an error.
 */
export function actionlint(): Promise<string | undefined> {
  return oncePerMachine({
    title: `actionlint ${VERSION}`,
    name: `actionlint-${VERSION}-${process.platform}-${process.arch}`,
    make: build,
  });
}

async function build(program: string): Promise<void> {
  const flags = ["-mod=readonly", "-buildvcs=false", "-trimpath", "-o", program];
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
}
