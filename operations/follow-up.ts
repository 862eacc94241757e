import { shellWords } from "./shell-words";
import type { Stack } from "./stack";

/** A command to go on with, as a line to paste: it works on the stack that this one works on. */
export function followUp(
  { source }: Pick<Stack, "source">,
  name: string,
  ...args: string[]
): string {
  const where = "outputs" in source ? ["--outputs", source.outputs] : ["--stack", source.stack];
  return `npm run ${name} -- ${shellWords([...args, ...where])}`;
}
