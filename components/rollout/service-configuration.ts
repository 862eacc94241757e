import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** What makes ECS deploy nothing, or what its check knows by itself; autoscaling moves the number of tasks. */
const LEFT_OUT = ["cluster", "desiredCount", "forceDelete", "name", "tags", "taskDefinition"];

/**
 * What a service is asked for, as one text: whenever it differs, the engine calls for a deployment. Of the
 * arguments, since a preview does not know the outputs that the provider leaves out.
 */
export function configurationOf(asked: aws.ecs.ServiceArgs): pulumi.Output<string> {
  const deployed = Object.entries(asked).filter(([key]) => !LEFT_OUT.includes(key));
  return pulumi.jsonStringify(Object.fromEntries(deployed), inOrder);
}

/** The engine tells an object's properties in any order. */
function inOrder(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
