import { expect } from "chai";
import * as fs from "node:fs";
import { ProjectCopy } from "../stack/support/project-copy";

describe("a mistake on the command line is one line and exit code 1:", function () {
  this.timeout(60_000);
  let copy: ProjectCopy;

  before(() => {
    copy = new ProjectCopy();
    fs.mkdirSync(copy.path("empty"));
  });
  after(() => copy?.remove());

  const cases: [string, string, string[], string | (() => string)][] = [
    [
      "an unknown system",
      "preview",
      ["--system", "order-managment"],
      '--system is "order-managment"; use order-management, customer-portal, event-booking, ecommerce, a4co',
    ],
    ["an unknown stack", "up", ["--stack", "test"], '--stack is "test"; use local, dev, prod'],
    [
      "an unknown flag",
      "rehearse",
      ["--dry.run"],
      "Unknown option '--dry.run'; use --system, --stack, --pack, --policy-pack, --export, --json, --details",
    ],
    [
      "a word that belongs to no flag",
      "down",
      ["prod"],
      "Unexpected argument 'prod'; use --system, --stack",
    ],
    [
      "a flag without its value",
      "preview",
      ["--json"],
      "Option '--json <value>' argument missing; use --system, --stack, --pack, --policy-pack, --json, --details",
    ],
    [
      "a check of what Docker runs",
      "start",
      ["--docker", "--smoke"],
      "--smoke checks what runs without Docker: use it without --docker",
    ],
    [
      "a folder that is no policy pack",
      "start",
      ["--policy-pack", "empty"],
      () => `--policy-pack is "empty": there is no ${copy.path("empty/PulumiPolicy.yaml")}`,
    ],
  ];
  for (const [what, command, args, message] of cases) {
    it(what, async () => {
      const { code, stdout, stderr } = await copy.run(command, args);
      expect(stderr).to.equal(`error: ${typeof message === "string" ? message : message()}\n`);
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
      expect(fs.existsSync(copy.path(".local"))).to.equal(false);
    });
  }

  it("the outputs of a stack that is not up", async () => {
    const { code, stdout, stderr } = await copy.run("outputs", ["--json"]);
    expect(stderr).to.equal(
      "error: the stack local is not up; bring it up with npm run up -- --system order-management --stack local\n",
    );
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
  });
});
