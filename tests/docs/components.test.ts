import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { existsSync, readFileSync } from "fs";
import { join } from "path";

import * as components from "../../components";
import { PAGE, withComponents } from "../../docs/components";
import { subjects } from "../support/subjects";
import { tablesOf } from "../support/markdown";

const page = readFileSync(PAGE, "utf8");
const [table] = tablesOf(page);
const named = table.map(({ component }) => /^\[(\w+)\]/.exec(component)![1]);

/** Arguments that the page lists below a component's name. */
const listed = (name: string) =>
  [
    ...page
      .split(`\n## ${name}\n`)[1]
      .split("\n## ")[0]
      .matchAll(/^- `(\w+)\??`: /gm),
  ].map(([, argument]) => argument);

describe("docs/components.md", () => {
  it("has every exported component, and nothing else but what leads to an external API", () => {
    const exported = Object.entries(components)
      .filter(([, value]) => (value as any).prototype instanceof pulumi.ComponentResource)
      .map(([name]) => name);
    expect(named).to.have.members([...exported, "ExternalApi"]);
  });

  for (const { component, file } of table) {
    it(`says where ${component} is`, () => {
      expect(existsSync(join("docs", /\((.*)\)/.exec(file)![1]))).to.equal(true);
    });
  }

  for (const [name, { changes }] of Object.entries(subjects)) {
    it(`has each argument of ${name}`, () => {
      expect(listed(name)).to.have.members(Object.keys(changes));
    });
  }

  it("is fresh: npx ts-node --transpile-only docs/components.ts renews it", async () => {
    expect(await withComponents(page)).to.equal(page);
  });

  it("is not made without its marks", async () => {
    const failure = await withComponents("# Components").catch((error: Error) => error.message);
    expect(failure).to.contain("the page lacks <!-- list");
  });
});
