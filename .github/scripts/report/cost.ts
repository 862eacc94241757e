import { forecast } from "../../../policies/cost/forecast";
import type { Planned } from "../../../policies/cost/forecast/planned";
import { Cost, nameOf, Resource } from "./plan";

const SERVICE = "aws:ecs/service:Service";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const SCALER = "aws:appautoscaling/target:Target";

/** Forecasts both sides of a change with the prices of the cost policies. */
export function costOf(before: readonly Resource[], after: readonly Resource[]): Cost {
  const [old, next] = [before, after].map(resources => forecast(related(resources)));
  const sum = ({ lines }: typeof old) => lines.reduce((usd, line) => usd + line.monthlyUsd, 0);
  return { before: sum(old), after: sum(next), unpriced: next.unpriced };
}

/**
 * Resources as the forecast takes them. Ids are not known in a plan, so what belongs to a service is found
 * by the component that made both.
 */
function related(resources: readonly Resource[]): Planned[] {
  const beside = (type: string, { parent }: Resource) =>
    resources.find(other => other.type === type && other.parent === parent);
  return resources.map(resource => {
    const { urn, type } = resource;
    const props = withoutNulls(resource.inputs);
    if (type === SERVICE) {
      props.taskDefinition = beside(TASK, resource)?.inputs.family;
    }
    if (type === SCALER) {
      props.resourceId = `service/${String(beside(SERVICE, resource)?.inputs.name)}`;
    }
    return { urn, type, name: nameOf(urn), props, propertyDependencies: {} };
  });
}

function withoutNulls(inputs: Resource["inputs"]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null));
}
