import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "fs";
import { dirname, join } from "path";

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

describe("README.md", () => {
  it("has every system", () => {
    const table = tablesOf(readFileSync("README.md", "utf8"))[0];
    expect(table.map(row => row["`--system`"])).to.deep.equal(
      Object.keys(systems).map(name => `\`${name}\``),
    );
  });
});
