import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "fs";
import { dirname, join } from "path";
import { parse } from "yaml";

import { systems } from "../../services";
import { tablesOf } from "../support/markdown";

const pages = [
  ...["README.md", "CONTRIBUTING.md", "AGENTS.md", "policies/README.md"],
  ...["services/reference/README.md"],
  ...readdirSync("docs")
    .filter(file => file.endsWith(".md"))
    .map(file => join("docs", file)),
];
const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: object };

/** A page's headings as links name them. */
function headingsOf(file: string): string[] {
  const found = readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm);
  return [...found].map(([, text]) =>
    text
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );
}

for (const file of pages) {
  const page = readFileSync(file, "utf8");

  describe(file, () => {
    it("leads to files and headings that are there", () => {
      for (const [, path, heading] of page.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)/g)) {
        const target = path === "" ? file : join(dirname(file), path);
        expect(existsSync(target), `there is no ${target}`).to.equal(true);
        if (heading !== undefined) {
          expect(headingsOf(target), target).to.include(heading);
        }
      }
    });

    it("names commands that are there", () => {
      for (const [, command] of page.matchAll(/npm run (?:-s )?([a-z]+(?:-[a-z]+)*)/g)) {
        expect(scripts).to.have.property(command);
      }
      for (const [, tool] of page.matchAll(/npx ts-node (?:--transpile-only )?([\w./-]+\.ts)/g)) {
        expect(existsSync(tool), `there is no ${tool}`).to.equal(true);
      }
    });

    it("names systems that are there, and the one that it has its reader add", () => {
      for (const [, system] of page.matchAll(/--system ([a-z][\w-]*)/g)) {
        expect(system).to.be.oneOf([...Object.keys(systems), "library"]);
      }
    });
  });
}

describe("the workflows", () => {
  const workflow = (name: string) =>
    parse(readFileSync(`.github/workflows/${name}.yml`, "utf8")) as Record<string, any>;

  it("rehearse every system in dev and prod", () => {
    const { matrix } = workflow("preview").jobs.rehearse.strategy;
    expect(matrix).to.deep.equal({ system: Object.keys(systems), stack: ["dev", "prod"] });
  });

  it("deploy any system by hand", () => {
    const { system } = workflow("deploy").on.workflow_dispatch.inputs;
    expect(system.options).to.deep.equal(Object.keys(systems));
  });
});

describe("README.md", () => {
  it("has every system", () => {
    const table = tablesOf(readFileSync("README.md", "utf8"))[0];
    expect(table.map(row => row["`--system`"])).to.deep.equal(
      Object.keys(systems).map(name => `\`${name}\``),
    );
  });
});
