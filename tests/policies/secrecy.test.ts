import { expect } from "chai";
import { join } from "path";

import type { Examples } from "../../policies/example";
import { packs } from "../../policies/packs";
import { messagesOn } from "./support/examples";

const ROOT = join(__dirname, "../../policies");
const SENTINEL = "S3nt1nel-9f2c";

/** Inputs whose value may be secret, by the last part of their path. */
const SECRET =
  /^(password|masterPassword|passwordWo|authToken|secretString|value|secretBinary|userData|connectionString|privateKey|token|insecureValue)$/i;

/** A copy of properties with a secret in every place that may hold one, in JSON text too. */
function planted(value: unknown, key = ""): unknown {
  if (typeof value === "string") {
    if (/^\s*[[{]/.test(value)) {
      return JSON.stringify(planted(JSON.parse(value), key));
    }
    return SECRET.test(key) ? `${value}${SENTINEL}` : value;
  }
  if (Array.isArray(value)) {
    return value.map(item => planted(item, key));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  // What is in a tag or a build's arguments may be secret too, whatever it is called.
  const anyName = /^(tags|args|buildArgs)$/.test(key) && !("value" in value);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, planted(item, anyName ? "value" : name)]),
  );
}

describe("a secret in what breaks a rule is never told by", () => {
  for (const [pack, rules] of Object.entries(packs)) {
    for (const rule of rules) {
      const file = join(ROOT, pack, "examples", rule.name);
      it(rule.name, async () => {
        const { bad, config } = (await import(file)) as Examples;
        const resources = bad.map(one => ({ ...one, props: planted(one.props) as object }));
        const messages = (await messagesOn(rule, resources, config)).map(({ message }) => message);
        expect(messages.join("\n")).not.to.contain(SENTINEL);
      });
    }
  }
});
