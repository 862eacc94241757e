/**
 * Makes a folder in dist/ that Pulumi Cloud can take: publishing sends one folder, and a pack's own lacks
 * the code that the packs share.
 *
 *     npx ts-node --transpile-only policies/publishable.ts encryption
 */
import { buildSync } from "esbuild";
import { copyFileSync, readFileSync, writeFileSync } from "fs";
import { join } from "path";

import { packs } from "./packs";

const ROOT = join(__dirname, "..");

/** Writes the pack into the folder: its code in one file, and what names it. */
export function makePublishable(pack: string, folder: string): void {
  buildSync({
    entryPoints: [join(__dirname, pack, "index.ts")],
    outfile: join(folder, "index.js"),
    bundle: true,
    platform: "node",
    target: "node20",
    packages: "external",
  });
  copyFileSync(join(__dirname, pack, "PulumiPolicy.yaml"), join(folder, "PulumiPolicy.yaml"));
  const { name, version } = packageOf(join(__dirname, pack));
  const { dependencies } = packageOf(ROOT);
  const published = {
    name,
    version,
    main: "index.js",
    dependencies: { "@pulumi/policy": dependencies?.["@pulumi/policy"] },
  };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
}

interface Package {
  name: string;
  version: string;
  dependencies?: Record<string, string>;
}

function packageOf(folder: string): Package {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Package;
}

if (require.main === module) {
  const [pack = ""] = process.argv.slice(2);
  if (!(pack in packs) && pack !== "all") {
    throw new Error(
      `there is no pack "${pack}"; write one of ${Object.keys(packs).join(", ")}, all`,
    );
  }
  makePublishable(pack, join(ROOT, "dist/policies", pack));
}
