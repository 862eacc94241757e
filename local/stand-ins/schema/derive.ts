import { readFileSync, writeFileSync } from "fs";
import { join } from "path";

import { STAND_IN_TYPES } from "../types";
import { StoredProperties } from "./properties";

/** What is stored beside this file; run it again after a change of the list of types or of a package. */
const FILE = join(__dirname, "declared.json");

/** Types that have no entry in the table but properties to check. */
const MORE_TYPES = ["awsx:ec2:Vpc"];

/** The provider's own configuration, under the name that the engine has for it. */
const PROVIDER = "pulumi:providers:aws";

/** Reads the properties of every type with a stand-in from its package's own classes. */
export function deriveProperties(): Record<string, StoredProperties> {
  const types = [...STAND_IN_TYPES, ...MORE_TYPES, PROVIDER].sort();
  return Object.fromEntries(types.map(type => [type, readClass(fileOf(type))]));
}

/** `aws:ec2/vpc:Vpc` is in `@pulumi/aws/ec2/vpc.js`. */
function fileOf(type: string): string {
  if (type === PROVIDER) {
    return require.resolve("@pulumi/aws/provider.js");
  }
  const [pkg, module, name] = type.split(":");
  const path = module.includes("/")
    ? module.replace(/^index\//, "")
    : `${module}/${name[0].toLowerCase()}${name.slice(1)}`;
  return require.resolve(`@pulumi/${pkg}/${path}.js`);
}

/** A class assigns each input from `args` and marks each other property as an output. */
function readClass(file: string): StoredProperties {
  const source = readFileSync(file, "utf8");
  const all = (pattern: RegExp) => [...source.matchAll(pattern)].map(match => match[1]);
  const inputs = new Set(all(/resourceInputs\["(\w+)"\] = [^;]*\bargs\b/g));
  const outputs = all(/resourceInputs\["(\w+)"\] = undefined \/\*out\*\//g);
  return {
    inputs: [...inputs].sort().join(" "),
    required: [...new Set(all(/Missing required property '(\w+)'/g))].sort().join(" "),
    outputs: [...new Set(outputs.filter(name => !inputs.has(name)))].sort().join(" "),
  };
}

if (require.main === module) {
  writeFileSync(FILE, `${JSON.stringify(deriveProperties(), null, 2)}\n`);
}
