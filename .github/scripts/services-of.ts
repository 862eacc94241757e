/**
 * Prints the services that the program of this checkout has in a stack, as a JSON list; a stack that is up may
 * have others.
 *
 *     npx ts-node --transpile-only .github/scripts/services-of.ts STACK
 */
import { systems } from "../../services";

const [stack = ""] = process.argv.slice(2);
// The first system's stacks carry the environment's name alone.
const system = stack.includes("-") ? stack.slice(0, stack.lastIndexOf("-")) : "order-management";
if (!(system in systems)) {
  process.stderr.write(`the stack is "${stack}"; use <system>-<environment> or an environment\n`);
  process.exit(1);
}
process.stdout.write(`${JSON.stringify(systems[system].services)}\n`);
