import { InvalidArgumentError, Option } from "commander";

import { durationOf } from "./duration";

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

/** `--since`: how long ago at most, in milliseconds. */
export function sinceOption(): Option {
  return new Option("--since <time>", "with --all: 30m, 2h, 1d")
    .argParser(value => {
      const duration = durationOf(value);
      if (duration === undefined) {
        throw new InvalidArgumentError("Use seconds, minutes, hours or days: 90s, 30m, 2h, 1d.");
      }
      return duration;
    })
    .default(durationOf("1h"), "1h");
}
