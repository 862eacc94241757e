import { expect } from "chai";
import { join } from "path";

import type { Examples } from "../../policies/example";
import { packs } from "../../policies/packs";
import { messagesOn } from "./support/examples";

const ROOT = join(__dirname, "../../policies");

describe("the documented example of", () => {
  for (const [pack, rules] of Object.entries(packs)) {
    for (const rule of rules) {
      const file = join(ROOT, pack, "examples", rule.name);
      it(`${rule.name} breaks it, and keeps it`, async () => {
        const { bad, good, config } = (await import(file)) as Examples;
        expect(await messagesOn(rule, bad, config)).not.to.deep.equal([]);
        expect(await messagesOn(rule, good, config)).to.deep.equal([]);
      });
    }
  }
});
