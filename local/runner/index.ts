export { consoleIo } from "./console-io";
export { planRun } from "./plan/plan-run";
export { reset } from "./reset";
export { startRun, type Running, type TableRow } from "./start-run";
export type { RunIo, RunOptions, RunPlan, StateResource } from "./types";
