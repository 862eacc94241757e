import type { Policies } from "@pulumi/policy";
import { expect } from "chai";
import { readdirSync, readFileSync } from "fs";
import { basename, join, relative } from "path";

import { allRules, packs } from "../../policies/packs";
import { pages, withCatalogue } from "../../policies/catalogue";
import { enrol } from "../../policies/enrol";
import { wildcardOnlyActions } from "../../policies/generate/iam-data";
import { taggableTypes } from "../../policies/generate/taggable-types";
import { MANDATORY_IN_PROD, PROD_ONLY } from "../../policies/tags";
import { LEVELS } from "./levels";
import { countCases } from "./support/cases";

const ROOT = join(__dirname, "../../policies");
/** How many cases a rule has at least. */
const CASES = 5;
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), "utf8");

/** A rule's level as the table of levels spells it. */
function levelOf({ enforcementLevel, tags = [] }: Policies[number]): string {
  const where = tags.includes(MANDATORY_IN_PROD)
    ? ", warns elsewhere"
    : tags.includes(PROD_ONLY)
      ? " in prod alone"
      : "";
  return `${enforcementLevel}${where}`;
}

describe("the policy packs", () => {
  for (const [pack, rules] of Object.entries(packs)) {
    it(`${pack} holds exactly these rules at these levels`, () => {
      const found = rules.map(rule => [rule.name, levelOf(rule)]);
      expect(found.sort(([a], [b]) => a.localeCompare(b))).to.deep.equal(
        Object.entries(LEVELS[pack as keyof typeof LEVELS]),
      );
    });
  }

  it("have the two rules on exemptions besides", () => {
    expect(enrol([]).map(({ name }) => name)).to.deep.equal([
      "stale-exemption",
      "exemption-in-use",
    ]);
  });

  for (const [pack, rules] of Object.entries(packs)) {
    it(`${pack} has a file for each rule, under its name`, () => {
      const files = readdirSync(join(ROOT, pack))
        .filter(file => file.endsWith(".ts") && file !== "index.ts" && file !== "rules.ts")
        .map(file => basename(file, ".ts"));
      expect(rules.map(({ name }) => name)).to.have.members(files);
    });
  }

  for (const pack of [...Object.keys(packs), "all"]) {
    it(`${pack} can be handed to the engine as a folder`, () => {
      expect(read(pack, "PulumiPolicy.yaml")).to.match(/^runtime: nodejs$/m);
      expect(JSON.parse(read(pack, "package.json"))).to.include({ name: pack, main: "index.ts" });
      expect(JSON.parse(read(pack, "package.json")).version).to.equal(
        JSON.parse(read("../package.json")).version,
      );
      expect(read(pack, "index.ts")).to.contain(`servePack("${pack}"`);
    });
  }

  it("load nothing of Pulumi but what runs a pack", () => {
    const modules = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter(
      file => file.endsWith(".ts") && !file.startsWith("generate"),
    );
    const loading = modules.filter(file =>
      /^(?:import|export) (?!type )[^;]*from "@pulumi\//m.test(read(file)),
    );
    expect(loading).to.deep.equal(["pack.ts"]);
  });
});

describe("a rule", () => {
  for (const rule of [...allRules, ...enrol([])]) {
    const { name, description, severity, tags = [], remediationSteps, url, framework } = rule;
    it(`${name} says what it holds to, how bad a breach is and how to mend it`, () => {
      expect(name).to.match(/^[a-z0-9]+(-[a-z0-9]+)+$/);
      expect(description).to.match(/^[A-Za-z].*\.$/);
      expect(severity).to.be.oneOf(["low", "medium", "high", "critical"]);
      expect(remediationSteps).to.match(/^[A-Z].*\.$/);
      expect(url).to.match(/^https:\/\//);
      expect(framework?.reference ?? "X.1").to.match(/^[A-Za-z0-9]+\.\d+$/);
      const pack = tags[0] as keyof typeof packs;
      expect(packs[pack] ?? enrol([])).to.satisfy((rules: { name: string }[]) =>
        rules.some(other => other.name === name),
      );
    });
  }

  it(`has at least ${CASES} cases, besides its example and what every rule is tried with`, async () => {
    const cases = await countCases();
    const few = [...allRules, ...enrol([])]
      .map(({ name }) => [name, cases[name] ?? 0] as const)
      .filter(([, count]) => count < CASES);
    expect(few).to.deep.equal([]);
  }).timeout(60_000);
});

describe("what is generated", () => {
  it("is fresh: the pages of the rules", async () => {
    const fresh = await pages();
    expect([...fresh.keys()].map(file => relative(ROOT, file))).to.deep.equal([
      "README.md",
      ...Object.keys(packs).map(pack => join(pack, "README.md")),
    ]);
    for (const [file, page] of fresh) {
      expect(readFileSync(file, "utf8"), relative(ROOT, file)).to.equal(page);
    }
  }).timeout(60_000);

  it("is a page that has a place for the rules", () => {
    expect(() => withCatalogue("# Rules")).to.throw("the page lacks <!-- catalogue");
  });

  it("is fresh: the types that take tags", () => {
    expect(read("tagging", "taggable-types.json")).to.equal(taggableTypes());
  });

  it("is fresh: the actions that take no resource", async () => {
    expect(read("iam", "wildcard-only-actions.json")).to.equal(await wildcardOnlyActions());
  });
});
