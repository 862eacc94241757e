import { shortImage } from "../aws/images";
import { Context, runCommand } from "../command";
import { UsageError } from "../errors";
import { followUp } from "../follow-up";
import { sinceOption, timeoutOption } from "../options";
import { controllerOf, withClients } from "../release/control";
import { Clients } from "../release/controller";
import { oneByOne, Row } from "../release/one-by-one";
import { planRollback } from "../release/rollback-plan";
import { rollBack } from "../release/rollback-service";
import { Service, serviceOf, Stack } from "../stack";
import { table } from "../table";

/** Options of the command. */
interface Options {
  to?: string;
  all?: boolean;
  /** Milliseconds. */
  since: number;
  timeout: number;
}

/** What became of a service. */
interface BackRow extends Row {
  service: Service;
  /** What ran before, `family:number`. */
  from?: string;
}

const NOT_BEGUN = { outcome: "not begun" };

/** `npm run rollback`. */
runCommand({
  usage: "rollback [service]",
  description:
    "Brings a service back to the revision that ran well before, waits until it runs and makes sure of it. A deployment " +
    "that is under way is taken back. A service that went back already is left alone, so that the command can be " +
    "repeated: it never goes forward again. Before anything is changed, the revision and its image must be there.\n\n" +
    "Pulumi does not hear of it: go back in the program too before the next pulumi up.",
  configure: command =>
    command
      .option("--to <revision>", "this revision of the service: its number, or family:number")
      .option(
        "--all",
        "every service whose last deployment is not older than --since, the last in order first",
      )
      .addOption(sinceOption())
      .addOption(timeoutOption()),
  leaves: stack => `what was started in AWS goes on: see ${followUp(stack, "status")}`,
  work: rollback,
});

async function rollback(
  context: Context,
  name: string | undefined,
  { to, all = false, since, timeout }: Options,
): Promise<boolean> {
  const { stack, signal, say } = context;
  if (all === (name !== undefined)) {
    throw new UsageError(
      all
        ? "give a service or --all, not both"
        : `name a service, or give --all: ${followUp(stack, "rollback", "--all")}`,
    );
  }
  if (all && to !== undefined) {
    throw new UsageError("--to is a revision of one service; it does not go with --all");
  }
  const chosen = all ? [...stack.services].reverse() : [serviceOf(stack, name ?? "")];
  return withClients(stack, async clients => {
    const services = all ? await deployedSince(clients, stack, chosen, since) : chosen;
    const rows = services.map((service): BackRow => ({
      ...NOT_BEGUN,
      name: service.name,
      service,
    }));
    const back = async ({ service }: BackRow) => {
      const plan = await planRollback(clients, stack, service, to);
      const wait = { say, signal, timeoutSeconds: timeout };
      const { changed, ...went } = await rollBack(clients, stack, { service, plan, to }, wait);
      return { ...went, outcome: changed ? "went back" : "nothing to do" };
    };
    try {
      await oneByOne(rows, back, true);
    } finally {
      report(context, rows, since);
    }
    return rows.every(({ outcome }) => outcome === "went back" || outcome === "nothing to do");
  });
}

/** The services whose last deployment is not older, in milliseconds. */
async function deployedSince(
  clients: Clients,
  stack: Stack,
  services: readonly Service[],
  age: number,
): Promise<Service[]> {
  const from = Date.now() - age;
  const found: Service[] = [];
  for (const service of services) {
    const [newest] = await controllerOf(clients, stack, service).releases();
    if (newest !== undefined && Number(newest.at) >= from) {
      found.push(service);
    }
  }
  return found;
}

function report({ result }: Context, rows: readonly BackRow[], since: number): void {
  const lines = rows.map(({ name, outcome, from = "-", revision = "-", image = "-" }) => [
    name,
    outcome,
    from,
    revision,
    shortImage(image),
  ]);
  result(
    { services: rows.map(({ service: _, ...row }) => row) },
    rows.length === 0
      ? `no service was deployed in the last ${since / 60_000} minutes: nothing to do`
      : table([["SERVICE", "OUTCOME", "FROM", "RUNS", "IMAGE"], ...lines]),
  );
}
