import { InvalidArgumentError, Option } from "commander";

/** `--timeout`: seconds after which waiting for AWS counts as failed. */
export function timeoutOption(): Option {
  return new Option(
    "--timeout <seconds>",
    "seconds to wait for each service; what is under way then goes on in AWS",
  )
    .argParser(value => {
      if (!/^[1-9]\d*$/.test(value)) {
        throw new InvalidArgumentError("Use a whole number of seconds, 1 or more.");
      }
      return Number(value);
    })
    .default(3600);
}

/** `--migrate`: run the one-off tasks of a version before it is deployed. */
export function migrateOption(): Option {
  return new Option(
    "--migrate",
    "first run the migrations that have their image from the service's repository, with this version; stop when one fails",
  );
}

/** `--since`: how long ago at most, in minutes. */
export function sinceOption(): Option {
  return new Option("--since <time>", "with --all: 30m, 2h, 1d")
    .argParser(minutesOf)
    .default(60, "1h");
}

function minutesOf(value: string): number {
  const [, number, unit] = /^(\d+)([mhd])$/.exec(value) ?? [];
  if (number === undefined) {
    throw new InvalidArgumentError("Use minutes, hours or days: 30m, 2h, 1d.");
  }
  return Number(number) * { m: 1, h: 60, d: 1440 }[unit as "m" | "h" | "d"];
}
