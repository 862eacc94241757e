import { writeSync } from "fs";

import { Disturber } from "./disturb";
import type { KilledRun } from "./killed";
import { runOnce } from "./stages";

/** The process that {@link runKilled} starts, at the head of its own group. */
const { target, settings, act, folder, at, moment } = JSON.parse(process.argv[2]) as KilledRun;

const disturber: Disturber = new Disturber({
  at,
  moment,
  kill: () => {
    writeSync(1, JSON.stringify(disturber.hit));
    process.kill(-process.pid, "SIGKILL");
  },
});

void runOnce(target, { folder, settings, disturb: disturber.disturb }, act).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
