import { stackSettings } from "../../../local/stack/stack-settings";
import { systems } from "../../../services";
import { CLOUD, Recording, Registration } from "../../support/mocks";
import { recordProgram, Stack } from "../../support/program";

/** Every system's name. */
export const SYSTEMS = Object.keys(systems);

/** What a program registered, and its stack's outputs. */
export type SystemRecording = Recording<Promise<Record<string, unknown>>>;

/** Settings of a stack in the words of its file, without the project's name. */
export type Changes = Readonly<Record<string, unknown>>;

const recordings = new Map<string, Promise<SystemRecording>>();

/**
 * A system in a stack, with the settings that every command deploys it with, and `changes` to them. Without
 * changes it is made once for all suites, which read it and leave it as it is.
 */
export function recordSystem(
  system: string,
  stack: Stack,
  changes: Changes = {},
): Promise<SystemRecording> {
  const key = `${system} ${stack} ${JSON.stringify(changes)}`;
  const known = recordings.get(key) ?? recordAnew(system, stack, changes);
  recordings.set(key, known);
  return known;
}

/** As {@link recordSystem}, and nobody else's: for tests that change what was recorded. */
export async function recordAnew(
  system: string,
  stack: Stack,
  changes: Changes = {},
): Promise<SystemRecording> {
  const settings = await stackSettings({ system, stack });
  const { config } = settings.toJS() as { config: Record<string, string> };
  const own = Object.entries(changes).map(([key, value]) => [
    `microservices-on-aws:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return recordProgram(stack, { ...config, ...Object.fromEntries(own) });
}

/** ARN of a regional resource in the account that the mocks play. */
export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${CLOUD.region}:${CLOUD.accountId}:${resource}`;
}

/** The containers of each task definition, by the task's name. */
export function containersOf({ resources }: Recording): ReadonlyMap<string, any[]> {
  return new Map(
    resources
      .filter(({ type }) => type === "aws:ecs/taskDefinition:TaskDefinition")
      .map(({ name, inputs }) => [name, JSON.parse(inputs.containerDefinitions) as any[]]),
  );
}

/** Names of the registrations, sorted. */
export function namesOf(registrations: readonly Registration[]): string[] {
  return registrations.map(({ name }) => name).sort();
}
