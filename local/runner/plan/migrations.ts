import { RunError } from "../errors";
import type { MigrationPlan } from "../types";
import { planContainer, type ContainerTools, type Task } from "./containers";
import type { RunnableImage } from "./image-builds";
import { dynamicResource, migrationRun, type ContainerDefinition } from "./resources";
import { check, type State } from "./state";

/** A migration of the state with the container that it runs. */
export interface Migration {
  name: string;
  task: Task;
  container: ContainerDefinition;
  timeoutSeconds: number;
}

/**
 * The migrations of a stack.
 *
 * @throws RunError naming a migration whose task definition or container is not deployed.
 */
export function readMigrations(state: State, tasks: Task[]): Migration[] {
  const dynamic = state.all("pulumi-nodejs:dynamic:Resource", dynamicResource);
  return dynamic
    .filter(({ props }) => props.kind === "migration-run")
    .map(({ label, name, props }) => {
      const run = check(props, migrationRun, label);
      const task = tasks.find(({ arn }) => arn === run.taskDefinitionArn);
      const container = task?.containers.find(candidate => candidate.name === run.containerName);
      if (!task || !container) {
        const what = `container ${run.containerName} of ${run.taskDefinitionArn}`;
        throw new RunError(`${label}: ${what} is not deployed`);
      }
      return { name, task, container, timeoutSeconds: run.timeoutSeconds ?? 600 };
    });
}

/** Plans a migration as a process that runs once. */
export function planMigration(
  { name, task, container, timeoutSeconds }: Migration,
  image: RunnableImage,
  tools: ContainerTools,
): MigrationPlan {
  return { ...planContainer(name, task, container, image, tools), timeoutSeconds };
}
