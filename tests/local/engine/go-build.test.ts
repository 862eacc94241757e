import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { goBuild, goModuleVersion } from "../../../local/engine/go-build";
import { failure, FakeMachine } from "./fakes";

const goMod = readFileSync(path.join(__dirname, "../../../local/engine/pulumi-cli/go.mod"), "utf8");

describe("the build from the Go module", () => {
  let machine: FakeMachine;
  beforeEach(() => (machine = new FakeMachine()));

  const build = (env: NodeJS.ProcessEnv = machine.env) => {
    const root = machine.makeFolder("root");
    return goBuild().make(root, { env, report: () => undefined });
  };

  it("says the version that its go.mod pins", () => {
    for (const module of ["pkg", "sdk"]) {
      expect(goMod).to.contain(`github.com/pulumi/pulumi/${module}/v3 v${goModuleVersion}`);
    }
    expect(goMod).to.contain("tool github.com/pulumi/pulumi/pkg/v3/cmd/pulumi");
  });

  it("builds the pinned sources, the version linked in", async () => {
    machine.addGo();
    await build();
    expect(machine.ran).to.deep.equal([
      "go version",
      "go build -mod=readonly -buildvcs=false -trimpath -ldflags -s -w " +
        "-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.220.0 " +
        `-o ${machine.folder}/root/bin/pulumi github.com/pulumi/pulumi/pkg/v3/cmd/pulumi`,
    ]);
  });

  it("keeps the user's proxy and toolchain, and not what is meant for other builds", async () => {
    machine.addGo("go1.26.0", 'echo "$GOPROXY $GOTOOLCHAIN $GOFLAGS $GOWORK [$GOOS]" >&2; exit 1');
    const error = await failure(
      build({
        ...machine.env,
        GOPROXY: "file:///proxy",
        GOTOOLCHAIN: "local",
        GOFLAGS: "-race -mod=vendor",
        GOWORK: "/somewhere/go.work",
        GOOS: "js",
      }),
    );
    expect(error.message).to.equal(
      "go build failed: file:///proxy local -mod=readonly off []; check Go's module proxy and the disk",
    );
  });

  it("refuses a go that is too old", async () => {
    machine.addGo("go1.18.1");
    const error = await failure(build());
    expect(error.message).to.equal("the go on PATH is 1.18.1; install Go 1.24.7 or newer");
    expect(machine.ran).to.deep.equal(["go version"]);
  });

  it("passes on what a go says that cannot get its toolchain", async () => {
    machine.addProgram(machine.programs, "go", "echo 'go.mod requires go >= 1.24.7' >&2; exit 1");
    const error = await failure(build());
    expect(error.message).to.equal("go.mod requires go >= 1.24.7; install Go 1.24.7 or newer");
  });
});
