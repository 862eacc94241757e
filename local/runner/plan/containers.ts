import { messageOf } from "../../errors";
import { RunError } from "../errors";
import type { ContainerPlan } from "../types";
import type { Translator } from "./addresses";
import { commandOf } from "./dockerfile";
import type { RunnableImage } from "./image-builds";
import {
  containerDefinitions,
  taskDefinition,
  type ContainerDefinition,
  type DeployedVolume,
} from "./resources";
import type { SecretResolver } from "./secrets";
import { check, type Deployed, type State } from "./state";
import { containerMounts, translatePath } from "./volumes";

/** A task definition with its containers read. */
export interface Task {
  label: string;
  arn: string;
  containers: ContainerDefinition[];
  volumes: DeployedVolume[];
}

/** The task definitions of a stack. */
export function readTasks(state: State): Task[] {
  return state
    .all("aws:ecs/taskDefinition:TaskDefinition", taskDefinition)
    .map(({ label, props }) => ({
      label,
      arn: props.arn,
      containers: check(parseJson(props.containerDefinitions, label), containerDefinitions, label),
      volumes: props.volumes ?? [],
    }));
}

/** What {@link planContainer} works with. */
export interface ContainerTools {
  secrets: SecretResolver;
  translate: Translator;
  note: (line: string) => void;
  /** Folder below which the volumes' folders are. */
  stateDir: string;
}

/**
 * Plans a container as a process.
 *
 * @throws RunError naming task definition, variable and source of what cannot be resolved.
 */
export function planContainer(
  name: string,
  task: Task,
  container: ContainerDefinition,
  image: RunnableImage,
  tools: ContainerTools,
): ContainerPlan {
  const mounts = containerMounts(task, container, tools.stateDir);
  const env = translatedEnvironment(name, task, container, image, tools);
  for (const [variable, value] of Object.entries(env)) {
    env[variable] = translatePath(value, mounts);
  }
  try {
    const command = commandOf(image.config, container).map(word => translatePath(word, mounts));
    const folders = mounts.map(({ folder }) => folder);
    return { name, context: image.context, command, env, folders };
  } catch (error) {
    throw new RunError(`${task.label}: container ${container.name}: ${messageOf(error)}`);
  }
}

/**
 * The environment of a container with secrets resolved and addresses translated.
 *
 * @throws RunError naming task definition, variable and source of what cannot be resolved.
 */
export function translatedEnvironment(
  name: string,
  task: Task,
  container: ContainerDefinition,
  image: Pick<RunnableImage, "config">,
  { secrets, translate, note }: Pick<ContainerTools, "secrets" | "translate" | "note">,
): Record<string, string> {
  const raw = { ...image.config.env, ...declaredEnvironment(task, container, secrets) };
  const env: Record<string, string> = {};
  for (const [variable, value] of Object.entries(raw)) {
    try {
      const translated = translate(value);
      env[variable] = translated.value;
      translated.notes.forEach(line => note(`${name}: ${variable} ${line}`));
    } catch (error) {
      throw new RunError(`${task.label}: ${variable} ${messageOf(error)}`);
    }
  }
  // The image's own search path is for its file system, not for this machine's.
  delete env.PATH;
  return env;
}

/** The variables of a task definition's container, its secrets resolved. */
export function declaredEnvironment(
  task: Task,
  container: ContainerDefinition,
  secrets: SecretResolver,
): Record<string, string> {
  const env = Object.fromEntries(
    (container.environment ?? []).map(({ name, value }) => [name, value]),
  );
  for (const { name, valueFrom } of container.secrets ?? []) {
    try {
      env[name] = secrets(valueFrom, name);
    } catch (error) {
      throw new RunError(`${task.label}: secret ${name} from ${valueFrom}: ${messageOf(error)}`);
    }
  }
  return env;
}

function parseJson(text: string, label: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RunError(`${label}: containerDefinitions is no JSON: ${messageOf(error)}`);
  }
}

/** Finds a resource by a property, or says who looked for what. */
export function find<T>(
  resources: Deployed<T>[],
  matches: (props: T) => boolean,
  missing: string,
): Deployed<T> {
  const found = resources.find(({ props }) => matches(props));
  if (!found) {
    throw new RunError(missing);
  }
  return found;
}
