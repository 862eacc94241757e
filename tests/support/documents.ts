import * as aws from "@pulumi/aws";

import { Recording } from "./mocks";

/** The statements of a role's policy. */
export function statementsOf(recording: Recording<unknown>, policy: string): any[] {
  return JSON.parse(recording.only(aws.iam.RolePolicy, policy).inputs.policy).Statement;
}

/** The one container of a task. */
export function containerOf(recording: Recording<unknown>, task: string): any {
  const { inputs } = recording.only(aws.ecs.TaskDefinition, task);
  const definitions = JSON.parse(inputs.containerDefinitions);
  if (definitions.length !== 1) {
    throw new Error(`${task} has ${definitions.length} containers`);
  }
  return definitions[0];
}
