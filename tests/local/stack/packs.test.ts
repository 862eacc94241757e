import { expect } from "chai";
import * as fs from "node:fs";
import type { PlanDocument, Violation } from "../../../local/report/plan-document";
import { packs } from "../../../policies/packs";
import { type Ended, type ProjectCopy, withProjectCopy } from "./support/project-copy";

/** Mistakes that somebody adds to a system, and the rule of each pack that must stop them. */
const MISTAKES = `
  new aws.iam.Role("mistake", {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Sid: "Anyone", Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }],
    }),
  });
  new aws.sns.Topic("mistake", { tags: { owner: "nobody" } });
  new aws.vpc.SecurityGroupIngressRule("mistake", {
    securityGroupId: platform.loadBalancer.securityGroupId,
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    cidrIpv4: "0.0.0.0/0",
  });
  new aws.s3.Bucket("mistake", { forceDestroy: true });
  new aws.cloudwatch.LogGroup("mistake", {});
  new aws.ecr.Repository("mistake", { imageTagMutability: "MUTABLE" });

  return {`;
/** What names other resources beside what is written out. */
const MIXED = `
  new aws.ec2.SecurityGroup("mixed", {
    vpcId: platform.network.vpcId,
    ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
  });
  new aws.rds.Instance("mixed", {
    instanceClass: "db.t4g.medium",
    dbSubnetGroupName: "of-another-program",
    vpcSecurityGroupIds: [platform.loadBalancer.securityGroupId],
  });

  return {`;
const EXPECTED: Record<keyof typeof packs, string> = {
  "least-privilege": "iam-trust-no-wildcard-principal",
  encryption: "sns-topic-encrypted",
  tagging: "tag-name-format",
  network: "security-group-no-public-admin-ports",
  resilience: "no-force-destroy",
  logging: "log-group-retention",
  "supply-chain": "ecr-immutable-tags",
  cost: "rds-instance-class-allowed",
};
const PROGRAM = "services/order-management/index.ts";
const SETTINGS = "Pulumi.prod.policies.json";

describe("the packs in the engine", function () {
  this.timeout(180_000);
  let copy: ProjectCopy;

  withProjectCopy(made => (copy = made));
  before(() => {
    copy.edit(
      PROGRAM,
      'import { z } from "zod";',
      'import * as aws from "@pulumi/aws";\nimport { z } from "zod";',
    );
    copy.edit(PROGRAM, "\n  return {", MISTAKES);
    copy.edit("services/order-management/database.ts", "db.t4g.medium", "db.x2g.16xlarge");
  });
  afterEach(() => fs.rmSync(copy.path(SETTINGS), { force: true }));

  const set = (settings: object) => fs.writeFileSync(copy.path(SETTINGS), JSON.stringify(settings));

  async function preview(...args: string[]): Promise<Ended & { plan: PlanDocument }> {
    const ended = await copy.run("preview", ["--stack", "prod", "--json", "plan.json", ...args]);
    const plan = JSON.parse(fs.readFileSync(copy.path("plan.json"), "utf8")) as PlanDocument;
    return { ...ended, plan };
  }

  /** Names of the rules that stop the preview. */
  const stopping = (violations: readonly Violation[]) => [
    ...new Set(violations.filter(({ level }) => level === "mandatory").map(({ policy }) => policy)),
  ];

  it("all stop a preview at once, each mistake in a line of its own", async () => {
    const { code, stderr, plan } = await preview();
    expect(code, stderr).to.equal(1);
    expect(stopping(plan.policies)).to.include.members(Object.values(EXPECTED));
    for (const rule of Object.values(EXPECTED)) {
      expect(stderr).to.match(
        new RegExp(`^  mandatory  ${rule}  \\S+ \\(aws:[^)]+\\): .+ https://`, "m"),
      );
    }
  });

  for (const [pack, rule] of Object.entries(EXPECTED)) {
    it(`${pack} alone stops it, by its own rules`, async () => {
      const { code, stderr, plan } = await preview("--pack", pack);
      expect(code, stderr).to.equal(1);
      expect(stopping(plan.policies)).to.include(rule);
      const own = packs[pack as keyof typeof packs].map(({ name }) => name);
      expect(own).to.include.members(stopping(plan.policies));
    });
  }

  it("tell what the program wrote from what the provider filled in, with references and without", async () => {
    await copy.withEdit(PROGRAM, "\n  return {", MIXED, async () => {
      const { plan } = await preview("--pack", "network");
      const on = (rule: string) =>
        plan.policies.flatMap(({ policy, urn }) => (policy === rule ? urn.split("::").pop() : []));
      expect(on("security-group-no-public-ingress")).to.include("mixed");
      expect(on("rds-instance-private-subnets")).not.to.include("mixed");
    });
  });

  it("let pass what is exempt, and say so in each run", async () => {
    const reason = "The machine that reads it is moved in spring.";
    const exempt = (resource: string, until?: string) =>
      set({ exemptions: [{ rule: "log-group-retention", resource, reason, until }] });

    exempt("aws:cloudwatch/logGroup:LogGroup::mistake");
    const passed = await preview("--pack", "logging");
    expect(passed.code, passed.stderr).to.equal(0);
    expect(passed.stderr).to.match(/^ {2}advisory {2}exemption-in-use {2}the stack: .*spring\./m);

    exempt("aws:cloudwatch/logGroup:LogGroup::mistake", "2020-01-31");
    const expired = await preview("--pack", "logging");
    expect(expired.code).to.equal(1);
    expect(stopping(expired.plan.policies)).to.have.members([
      "log-group-retention",
      "stale-exemption",
    ]);

    exempt("aws:cloudwatch/logGroup:LogGroup::nobody");
    const unused = await preview("--pack", "logging");
    expect(stopping(unused.plan.policies)).to.have.members([
      "log-group-retention",
      "stale-exemption",
    ]);
  });

  it("mend what is safe to mend, when they are told to", async () => {
    set({ levels: { "ecr-immutable-tags": "remediate" } });
    const { code, stderr, plan } = await preview("--pack", "supply-chain");
    expect(code, stderr).to.equal(1);
    expect(stopping(plan.policies)).not.to.include("ecr-immutable-tags");
    const made = plan.resources.find(
      ({ type, name }) => type === "aws:ecr/repository:Repository" && name === "mistake",
    );
    expect(made?.inputs).to.include({ imageTagMutability: "IMMUTABLE" });
  });

  it("tell of a rule in full when asked to", async () => {
    const { stderr } = await preview("--pack", "supply-chain", "--details");
    const lines = stderr.split("\n");
    const at = lines.findIndex(line => line.startsWith("  mandatory  ecr-immutable-tags  mistake"));
    expect(lines[at + 1]).to.match(/^ {6}.+ Severity (low|medium|high|critical)/);
    expect(lines[at + 2]).to.match(/^ {6}To mend it: /);
  });

  it("fail the run when one of their rules breaks, and name it", async () => {
    await copy.withEdit(
      "policies/tagging/tag-name-format.ts",
      "validateResource:",
      'validateResource: () => {\n    throw new Error("no such thing");\n  },\n  remediateResource: undefined, ...{} as object, ["x"]:',
      async () => {
        const { code, stderr } = await copy.run("preview", [
          "--stack",
          "prod",
          "--pack",
          "tagging",
        ]);
        expect(code).to.equal(1);
        expect(stderr).to.contain("tag-name-format").and.to.contain("no such thing");
      },
    );
  });

  it("refuse the name of a pack that is not there", async () => {
    const { code, stderr } = await copy.run("preview", ["--pack", "speed"]);
    expect(code).to.equal(1);
    expect(stderr.trim()).to.equal(
      `error: --pack is "speed"; use ${Object.keys(packs).join(", ")}`,
    );
  });
});
