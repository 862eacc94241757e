/**
 * Writes policies/tagging/taggable-types.json: the types of @pulumi/aws whose arguments have `tags`. A
 * policy pack must not load the SDK, so the list is made here.
 *
 *     npx ts-node --transpile-only policies/generate/taggable-types.ts
 */
import { readdirSync, readFileSync, writeFileSync } from "fs";
import { dirname, join } from "path";

/** The file's content: its source, then each service's classes. */
export function taggableTypes(): string {
  const manifest = require.resolve("@pulumi/aws/package.json");
  const types: Record<string, string[]> = {};
  for (const file of readdirSync(dirname(manifest), { recursive: true, encoding: "utf8" }).sort()) {
    const token = file.endsWith(".js") && taggableToken(join(dirname(manifest), file));
    if (token) {
      const [service, name] = parts(token);
      (types[service] ??= []).push(name);
    }
  }
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return `${JSON.stringify(
    {
      source: `@pulumi/aws ${version}`,
      types: Object.fromEntries(
        Object.entries(types)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([service, names]) => [service, names.sort().join(" ")]),
      ),
    },
    null,
    2,
  )}\n`;
}

/** Token of the resource that a generated module registers, when its constructor takes `tags`. */
function taggableToken(file: string): string | undefined {
  const code = readFileSync(file, "utf8");
  return /resourceInputs\["tags"\] = args\??\.tags/.test(code)
    ? /(?:static |\.)__pulumiType = '([^']+)'/.exec(code)?.[1]
    : undefined;
}

/** `["ecs", "Cluster"]` of `aws:ecs/cluster:Cluster`; throws when a token has another shape. */
function parts(token: string): [string, string] {
  const [, service, module, name] = /^aws:([^/]+)\/([^:]+):(.+)$/.exec(token) ?? [];
  if (module !== name[0].toLowerCase() + name.slice(1)) {
    throw new Error(`The token ${token} is not aws:<service>/<class>:<Class>`);
  }
  return [service, name];
}

if (require.main === module) {
  writeFileSync(join(__dirname, "../tagging/taggable-types.json"), taggableTypes());
}
