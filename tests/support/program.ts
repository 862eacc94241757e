import { readFileSync } from "fs";
import { parse } from "yaml";

import { record, Recording } from "./mocks";

/** The stacks that have a file of settings in the project's root. */
export type Stack = "local" | "dev" | "prod";

/** Runs index.ts on a stack's own settings, and on `changes` to them. */
export function recordProgram(
  stack: Stack,
  changes: Readonly<Record<string, string>> = {},
): Promise<Recording<Promise<Record<string, unknown>>>> {
  const { config } = parse(readFileSync(`Pulumi.${stack}.yaml`, "utf8")) as {
    config: Record<string, string>;
  };
  const project = parse(readFileSync("Pulumi.yaml", "utf8")) as { config: ProjectConfig };
  return record(runProgram, {
    stack,
    config: { ...defaultsOf(project.config), ...config, ...changes },
  });
}

type ProjectConfig = Readonly<Record<string, { default?: string }>>;

/** The defaults that the CLI fills in from Pulumi.yaml. */
function defaultsOf(config: ProjectConfig): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, { default: value }]) =>
      value === undefined ? [] : [[`microservices-on-aws:${key}`, value]],
    ),
  );
}

function runProgram(): Promise<Record<string, unknown>> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const program = require("../../index") as () => Promise<Record<string, unknown>>;
  return program();
}
