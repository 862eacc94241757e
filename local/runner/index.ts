export { askRedeploy } from "./control/client";
export { ControlServer, type Redeploy } from "./control/server";
export { consoleIo } from "./console-io";
export { planRun } from "./plan/plan-run";
export { reset } from "./reset";
export { startRun, type Redeployed, type RedeployIo, type Running } from "./start-run";
export type { TableRow } from "./table";
export type { RunIo, RunOptions, RunPlan, ServicePlan, StateResource } from "./types";
