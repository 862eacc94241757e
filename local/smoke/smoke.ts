import type { Running } from "../runner";
import { Check, Outcome, runChecks } from "./checks";
import { apiChecks, Endpoints, Made, readChecks } from "./order-management";

/**
 * Checks the documented calls of the running system, stops it, starts it again and checks that what was
 * made is still there. Prints a line per check and the count; returns whether all passed.
 */
export async function smoke(launch: () => Promise<Running>): Promise<boolean> {
  const made: Made = {};
  const outcomes: Outcome[] = [];
  for (const checksOf of [
    (endpoints: Endpoints) => apiChecks(endpoints, made),
    ({ gateway }: Endpoints) =>
      readChecks(gateway, made).map(check => ({
        ...check,
        name: `after a restart: ${check.name}`,
      })),
  ] as ((endpoints: Endpoints) => Check[])[]) {
    const running = await launch();
    try {
      outcomes.push(...(await runChecks(checksOf(endpointsOf(running)), print)));
    } finally {
      await running.stop();
    }
  }
  const failed = outcomes.filter(({ failure }) => failure !== undefined).length;
  console.log(`${outcomes.length - failed} passed, ${failed} failed`);
  return failed === 0;
}

function print({ name, failure }: Outcome): void {
  console.log(failure === undefined ? `ok      ${name}` : `FAILED  ${name}: ${failure}`);
}

/** The gateway is the first row of the table; services are the rows that answer HTTP behind it. */
function endpointsOf({ table }: Running): Endpoints {
  const [gateway, ...services] = table.filter(({ url }) => url.startsWith("http"));
  return {
    gateway: gateway.url,
    services: Object.fromEntries(services.map(({ name, url }) => [name, url])),
  };
}
