import { expect } from "chai";
import { readFileSync } from "fs";
import { z } from "zod";

import { systems } from "../../services";
import { checkSettings } from "../../settings";
import { Row, tablesOf } from "../support/markdown";

const page = readFileSync("docs/settings.md", "utf8");

/** Rows of the tables below a heading; of those before the first one without a heading. */
function rowsBelow(heading?: string): Row[] {
  const [first, ...sections] = page.split(/^## /m);
  const section = heading ? sections.find(text => text.startsWith(`${heading}\n`))! : first;
  return tablesOf(section).flat();
}

const keyOf = ({ key }: Row) => key.replaceAll("`", "");

/** The keys that the settings take in one place, as they themselves tell whoever has a wrong one there. */
function keysTaken(values: Record<string, unknown>): string[] {
  const good = { system: "order-management", environment: "dev", owner: "team", costCenter: "42" };
  try {
    checkSettings({ ...good, ...values }, "us-east-1", systems);
  } catch (error) {
    return / ?nope: unknown; use (.*)$|nope: unknown; use (.*)$/m
      .exec(String(error))![1]
      .split(", ");
  }
  throw new Error("the settings take a key that there is not");
}

describe("docs/settings.md", () => {
  it("has every key, and no other", () => {
    expect(rowsBelow().map(keyOf)).to.have.members(["aws:region", ...keysTaken({ nope: 1 })]);
  });

  for (const [part, values] of Object.entries({
    services: { "order-service": { nope: 1 } },
    network: { nope: 1 },
    sleep: { nope: 1 },
  })) {
    it(`has every key of ${part}, and no other`, () => {
      expect(rowsBelow(part).map(keyOf)).to.have.members(keysTaken({ [part]: values }));
    });
  }

  for (const [name, { options }] of Object.entries(systems)) {
    const rows = rowsBelow("options").filter(({ system }) => system === name);
    it(`has every option of ${name} with its default, and no other`, () => {
      expect(rows.map(keyOf)).to.have.members(Object.keys(options.shape));
      for (const [key, value] of Object.entries(options.parse({}))) {
        expect(rows.find(row => keyOf(row) === key)?.default).to.equal(`\`${String(value)}\``);
      }
    });
  }

  it("has every key of a database that is there already", () => {
    const row = rowsBelow("options").find(each => keyOf(each) === "existingDatabase")!;
    const option = systems["order-management"].options.shape.existingDatabase;
    for (const key of Object.keys((option as z.ZodOptional<z.ZodObject>).unwrap().shape)) {
      expect(row.takes).to.contain(`\`${key}\``);
    }
  });
});
