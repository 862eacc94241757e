import type { Running } from "../runner";
import { systemChecks } from "./any-system";
import { Check, Outcome, runChecks } from "./checks";
import { type Kept, keptChecks } from "./link-checks";
import { apiChecks, Endpoints, Made, readChecks } from "./order-management";

/** The checks of one launch after the other; each launch is stopped before the next. */
type Rounds = ((running: Running) => Check[])[];

/**
 * Checks a running system. Order Management: its documented calls. Any other: what follows from what was
 * deployed. Then, started again, that what was made is still there. Prints a line per check and the
 * count; returns whether all passed.
 */
export async function smoke(system: string, launch: () => Promise<Running>): Promise<boolean> {
  const outcomes: Outcome[] = [];
  for (const checksOf of roundsOf(system)) {
    const running = await launch();
    try {
      outcomes.push(...(await runChecks(checksOf(running), print)));
    } finally {
      await running.stop();
    }
  }
  const failed = outcomes.filter(({ failure }) => failure !== undefined).length;
  console.log(`${outcomes.length - failed} passed, ${failed} failed`);
  return failed === 0;
}

function roundsOf(system: string): Rounds {
  if (system !== "order-management") {
    const kept: Kept[] = [];
    return [
      running => systemChecks(running, kept),
      ({ plan }) => afterRestart(keptChecks(plan.services, kept)),
    ];
  }
  const made: Made = {};
  return [
    running => apiChecks(endpointsOf(running), made),
    running => afterRestart(readChecks(endpointsOf(running).gateway, made)),
  ];
}

function afterRestart(checks: Check[]): Check[] {
  return checks.map(check => ({ ...check, name: `after a restart: ${check.name}` }));
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
