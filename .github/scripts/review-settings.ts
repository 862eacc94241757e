/**
 * Prints the settings in FILE without what is its own stack's alone: where it answers, who deploys it, and its
 * secrets with their key. Names on the error output the secrets that are left out.
 *
 *     npx ts-node --transpile-only .github/scripts/review-settings.ts FILE
 */
import { readFileSync } from "fs";
import { parse, stringify } from "yaml";

const ENCRYPTION = ["secretsprovider", "encryptedkey", "encryptionsalt"];
const OWN = ["domain", "hostedZone", "certificateArn", "deployRole"];

const [file = ""] = process.argv.slice(2);
const settings = (parse(readFileSync(file, "utf8")) ?? {}) as Record<string, unknown>;
const kept = Object.entries(settings).filter(([name]) => !ENCRYPTION.includes(name));
const { config = {}, ...rest } = Object.fromEntries(kept);
const shared = Object.entries(config as object).filter(
  ([key]) => !OWN.some(name => key.endsWith(`:${name}`)),
);
process.stdout.write(
  stringify({ ...rest, config: withoutSecrets(Object.fromEntries(shared), "") }),
);

/** The value without what is encrypted in it; nothing where it is. */
function withoutSecrets(value: unknown, path: string): unknown {
  if (Array.isArray(value)) {
    return value
      .map((entry, index) => withoutSecrets(entry, `${path}[${index}]`))
      .filter(entry => entry !== undefined);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if ("secure" in value) {
    process.stderr.write(`left out, since only ${file}'s own key reads it: ${path.slice(1)}\n`);
    return undefined;
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, entry]) => [key, withoutSecrets(entry, `${path}.${key}`)])
      .filter(([, entry]) => entry !== undefined),
  );
}
