import type { Command } from "commander";

import { shellWords } from "./shell-words";

/**
 * Options that may stand in the environment although nobody gave them to this command: those that npm knows too come
 * from an `.npmrc` as well, and installers of prebuilt programs read `npm_config_platform`. Without them a command
 * does less than it was asked for, and that on the right stack.
 */
const NOT_OURS_ALONE: readonly string[] = ["all", "json", "platform"];

/** What npm takes an option for that is the beginning of one of its own. */
const ABBREVIATED: Readonly<Record<string, string>> = { to: "token_description" };

/**
 * The message when npm has taken options that were meant for the command, as in `npm run rollback orders --stack=prod`:
 * npm then sets `npm_config_stack`, and the command would work on the selected stack. Nothing when it has not.
 */
export function takenByNpm(
  command: Command,
  usage: string,
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): string | undefined {
  const own = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  const given = own.map(word => word.split("=")[0]);
  const taken = command.options.flatMap(({ long = "", flags, required }) => {
    const key = long.replace(/^--(no-)?/, "").replaceAll("-", "_");
    const value = env[`npm_config_${key}`] ?? env[`npm_config_${ABBREVIATED[key]}`];
    return value === undefined || NOT_OURS_ALONE.includes(key) || given.includes(long)
      ? []
      : [{ long, flags, value: required ? value : undefined }];
  });
  if (taken.length === 0) {
    return undefined;
  }
  const [name, ...args] = usage.split(" ");
  // With a space before it, npm has passed the value on as one more argument, and nobody knows which.
  const line = taken.some(({ value }) => value === "true")
    ? [...args, ...taken.map(({ flags }) => flags)].join(" ")
    : shellWords([
        ...own,
        ...taken.flatMap(({ long, value }) => [long, value ?? []].flat()),
        ...argv.slice(own.length),
      ]);
  const options = taken.map(({ long }) => long).join(", ");
  return `npm took ${options} for itself, so that nothing was done; what is for the command goes behind a --:\n  npm run ${name} -- ${line}`;
}
