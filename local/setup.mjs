// Installs the packages when they are not there or not those of package-lock.json. Every npm script
// that needs packages begins with it, so that a fresh clone takes no step by hand. Plain JavaScript:
// it runs before anything is installed.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node.js is ${process.versions.node}; this project takes 20.19 or newer.`);
  process.exit(1);
}
if (!installed()) {
  console.error("Installing packages (npm ci) …");
  try {
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      stdio: ["ignore", 2, 2],
    });
  } catch {
    console.error(
      "npm ci failed, see above. The packages come from the npm registry: is it in reach?",
    );
    process.exit(1);
  }
}

/** npm keeps what it installed in node_modules/.package-lock.json: the same versions, or it is stale. */
function installed() {
  const hidden = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(hidden)) {
    return false;
  }
  const wanted = packagesOf(join(root, "package-lock.json"));
  const present = packagesOf(hidden);
  return Object.entries(wanted).every(
    ([name, entry]) =>
      !name.startsWith("node_modules/") ||
      entry.optional === true ||
      entry.link === true ||
      present[name]?.version === entry.version,
  );
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
