import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { z } from "zod";
import { ensureCli } from "../../../local/engine/cli";
import { type Ended, ProjectCopy } from "../stack/support/project-copy";

/** What `--json` promises. */
const plan = z.strictObject({
  stack: z.literal("dev"),
  system: z.literal("order-management"),
  resources: z.array(
    z.strictObject({
      urn: z.string().startsWith("urn:pulumi:dev::microservices-on-aws::"),
      type: z.string().min(1),
      name: z.string().min(1),
      parent: z.string(),
      custom: z.boolean(),
      inputs: z.record(z.string(), z.unknown()),
      unknown: z.array(z.string()),
    }),
  ),
  policies: z.array(
    z.strictObject({
      pack: z.string(),
      policy: z.string(),
      level: z.enum(["mandatory", "advisory"]),
      urn: z.string(),
      message: z.string().min(1),
    }),
  ),
  summary: z.record(z.string(), z.number()),
});

const rule = (name: string, level: string, body: string) => `
  new PolicyPack("${name}", { policies: [{
    name: "on-repositories", description: "Sees repositories.", enforcementLevel: "${level}",
    validateResource: ${body},
  }] });`;

describe("preview --policy-pack DIR --json FILE", function () {
  this.timeout(120_000);
  let copy: ProjectCopy;
  let folder: string;

  before(async function () {
    this.timeout(0);
    await ensureCli({ report: () => undefined });
    copy = new ProjectCopy();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "packs-"));
    addPack(
      "in-javascript",
      "index.js",
      'const { PolicyPack } = require("@pulumi/policy");' +
        rule(
          "in-javascript",
          "mandatory",
          '(args, report) => { if (args.type === "aws:ecr/repository:Repository") report("No."); }',
        ),
    );
    addPack(
      "in-typescript",
      "index.ts",
      'import * as aws from "@pulumi/aws";' +
        'import { PolicyPack, validateResourceOfType } from "@pulumi/policy";' +
        rule(
          "in-typescript",
          "advisory",
          'validateResourceOfType(aws.ecr.Repository, (_repository, _args, report) => report("Rather not."))',
        ),
    );
  });
  after(async () => {
    await copy?.remove();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  function addPack(name: string, main: string, text: string): void {
    fs.mkdirSync(path.join(folder, name));
    const write = (file: string, content: string) =>
      fs.writeFileSync(path.join(folder, name, file), content);
    write("PulumiPolicy.yaml", "runtime: nodejs\n");
    write("package.json", JSON.stringify({ name, version: "1.0.0", main }));
    write(main, text);
  }

  /** Paths are meant from the folder that npm was called in. */
  const preview = (...args: string[]): Promise<Ended> =>
    copy.run("preview", ["--stack", "dev", ...args], { INIT_CWD: folder });

  const written = (file: string) =>
    plan.parse(JSON.parse(fs.readFileSync(path.join(folder, file), "utf8")));

  const ofPack = ({ policies }: z.infer<typeof plan>, name: string) =>
    policies
      .filter(({ pack }) => pack === name)
      .map(({ urn, ...rest }) => ({ ...rest, resource: urn.split("::").pop() }))
      .sort((a, b) => String(a.resource).localeCompare(String(b.resource)));

  const violations = (pack: string, level: string, message: string) =>
    ["invoice-service", "order-service"].map(resource => ({
      pack,
      policy: "on-repositories",
      level,
      message: `Sees repositories.\n${message}`,
      resource,
    }));

  it("fails on a mandatory violation, and names it beside the advisory ones", async () => {
    const { code, stdout, stderr } = await preview(
      "--policy-pack",
      "in-javascript",
      "--policy-pack",
      path.join(folder, "in-typescript"),
      "--json",
      "plan.json",
    );
    expect(code, stderr).to.equal(1);
    expect(stdout).to.equal("");
    const document = written("plan.json");
    expect(ofPack(document, "in-javascript")).to.deep.equal(
      violations("in-javascript", "mandatory", "No."),
    );
    expect(ofPack(document, "in-typescript")).to.deep.equal(
      violations("in-typescript", "advisory", "Rather not."),
    );
  });

  it("passes on advisory violations, and writes all that is planned", async () => {
    const { code, stderr } = await preview("--policy-pack", "in-typescript", "--json", "plan.json");
    expect(code, stderr).to.equal(0);
    const { resources, summary } = written("plan.json");
    expect(summary).to.deep.equal({ create: resources.length });
    const service = resources.find(({ type }) => type === "aws:ecs/taskDefinition:TaskDefinition");
    expect(service?.inputs).to.include({ containerDefinitions: null });
    expect(service?.unknown).to.include("containerDefinitions");
    const { parent = "" } = service ?? {};
    expect(resources.map(({ urn }) => urn)).to.include(parent);
    expect(new Set(resources.map(({ urn }) => urn)).size).to.equal(resources.length);
    expect(copy.stateOf("dev")).to.deep.equal([]);
  });
});
