import { followUp } from "../follow-up";
import type { Stack } from "../stack";

/** What commands take besides the stack, of a service. */
const ARGUMENTS: Readonly<Record<string, (service: string) => string[]>> = {
  "build-push": service => [service, "VERSION"],
  deploy: service => [service, "VERSION"],
  logs: service => [service],
  rollback: service => [service],
  "set-parameters": () => [],
  status: () => [],
};

/** An advice with its commands, `npm run rollback`, as lines to paste for the service and its stack. */
export function completeCommands(advice: string, stack: Stack, service: string): string {
  return advice.replace(/npm run ([\w-]+)/g, (_, name: string) =>
    followUp(stack, name, ...ARGUMENTS[name](service)),
  );
}
