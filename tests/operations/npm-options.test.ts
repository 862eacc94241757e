import { Command } from "commander";
import { expect } from "chai";
import { spawnSync } from "child_process";

import { takenByNpm } from "../../operations/npm-options";

describe("options that npm takes for itself", () => {
  const command = new Command()
    .option("--stack <name>")
    .option("--json")
    .option("--to <revision>")
    .option("--all")
    .option("--no-push")
    .option("--all-containers");
  const taken = (env: Record<string, string>, ...argv: string[]) =>
    takenByNpm(command, "rollback [service]", argv, env);
  const line = (env: Record<string, string>, ...argv: string[]) =>
    taken(env, ...argv)?.split("\n  ")[1];

  it("are refused with the command line that was meant", () => {
    expect(taken({ npm_config_stack: "prod" }, "orders")).to.equal(
      "npm took --stack for itself, so that nothing was done; what is for the command goes behind a --:\n" +
        "  npm run rollback -- orders --stack prod",
    );
    expect(line({ npm_config_stack: "prod", npm_config_push: "" }, "orders")).to.equal(
      "npm run rollback -- orders --stack prod --no-push",
    );
    expect(line({ npm_config_all_containers: "true" }, "orders", "--", "ls")).to.equal(
      "npm run rollback -- orders --all-containers -- ls",
    );
  });

  it("are refused also when npm takes the option for the beginning of its own", () => {
    expect(line({ npm_config_token_description: "41" }, "orders")).to.equal(
      "npm run rollback -- orders --to 41",
    );
    expect(line({ npm_config_to: "41" }, "orders")).to.equal("npm run rollback -- orders --to 41");
  });

  it("are refused with the form of the command when the value is among the arguments", () => {
    expect(line({ npm_config_stack: "true" }, "orders", "prod")).to.equal(
      "npm run rollback -- [service] --stack <name>",
    );
  });

  it("are none when the command was given them, or when they may come from an .npmrc", () => {
    expect(taken({ npm_config_stack: "prod" }, "orders", "--stack", "dev")).to.equal(undefined);
    expect(taken({ npm_config_stack: "prod" }, "orders", "--stack=dev")).to.equal(undefined);
    expect(taken({ npm_config_json: "true", npm_config_all: "true" })).to.equal(undefined);
    expect(line({ npm_config_stack: "prod" }, "orders", "--", "--stack", "x")).to.equal(
      "npm run rollback -- orders --stack prod -- --stack x",
    );
  });

  it("end the command before anything is asked, as the real npm calls it", function () {
    const { status, stderr, error } = spawnSync(
      "npm",
      ["run", "-s", "rollback", "orders", "--stack=prod"],
      { encoding: "utf8" },
    );
    if (error !== undefined) {
      this.skip();
    }
    expect(stderr).to.include("npm run rollback -- orders --stack prod");
    expect(status).to.equal(2);
  });
});
