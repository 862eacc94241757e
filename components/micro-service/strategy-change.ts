import * as pulumi from "@pulumi/pulumi";
import { AsyncResource } from "async_hooks";

import { Deployment, usesTwoGroups } from "./deployment";

/** What a change of a service's deployment depends on. */
export interface Deployed {
  deployment?: Deployment;
  /** Its routes; of no matter but how many. */
  routes?: readonly unknown[];
}

/**
 * What a change of strategy replaces and what callers see of it, in one line; nothing where ECS changes it
 * in place.
 */
export function explainStrategyChange(
  name: string,
  before: Deployed,
  after: Deployed,
): string | undefined {
  const [from, to] = [before, after].map(({ deployment }) => deployment?.strategy ?? "rolling");
  const [grouped, regrouped] = [before, after].map(({ deployment }) => usesTwoGroups(deployment));
  const balanced = (before.routes ?? []).length > 0 && (after.routes ?? []).length > 0;
  const change = `MicroService "${name}": deployment changes from "${from}" to "${to}"; `;
  if (from !== to && [from, to].includes("codeDeploy")) {
    const effect = balanced
      ? "its paths answer 404 and 503 and services that call it fail"
      : "whoever calls it fails";
    return (
      `${change}ECS does not hand a service from one controller to another, so that it is deleted and made ` +
      `anew: its tasks stop first, and until new ones are healthy, some minutes, ${effect}`
    );
  }
  if (grouped === regrouped || !balanced) {
    return undefined;
  }
  const rule = `${change}its listener rule is deleted and made anew: its paths answer 404 for some seconds`;
  return regrouped
    ? rule
    : `${rule}, and where the last deployment left the tasks in the second target group, 503 until new ones ` +
        "are healthy in the first, some minutes";
}

/**
 * Says so in the preview and before the update. It hangs on the component, which is updated whenever its
 * arguments change and is never replaced: the engine gives hooks of a resource that it replaces only its old
 * or its new inputs, and refuses `pulumi destroy` without the program where hooks wait for a deletion.
 */
export function strategyHook(name: string): pulumi.ResourceHook {
  const warn = ({ oldInputs, newInputs }: pulumi.ResourceHookArgs) => {
    const text = explainStrategyChange(name, oldInputs ?? {}, newInputs ?? {});
    return text === undefined ? Promise.resolve() : pulumi.log.warn(text);
  };
  // The engine calls back outside of the program's own context, in which alone the log leads to it.
  return new pulumi.ResourceHook(`${name}-strategy`, AsyncResource.bind(warn), { onDryRun: true });
}
