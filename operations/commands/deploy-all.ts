import { shortImage } from "../aws/images";
import { Context, runCommand } from "../command";
import { UsageError } from "../errors";
import { followUp } from "../follow-up";
import { migrateFirst } from "../migrations/migrate-first";
import { migrateOption, timeoutOption } from "../options";
import { withClients } from "../release/control";
import { carryOut, DeployPlan, planDeployment } from "../release/deploy-service";
import { oneByOne, Row } from "../release/one-by-one";
import { planRegistered } from "../release/plan-registered";
import { Service, serviceOf, Stack } from "../stack";
import { table } from "../table";

/** Options of the command. */
interface Options {
  registered?: boolean;
  migrate?: boolean;
  services?: string;
  continue?: boolean;
  timeout: number;
}

/** `npm run deploy-all`. */
runCommand({
  usage: "deploy-all [version]",
  description:
    "Deploys a version of every service, one after the other, those that others depend on first; each as npm run deploy " +
    "does it. Nothing is begun unless every service has the version and none is being deployed. Stops at the first that " +
    "fails, and says what was deployed; the same command again goes on there. The stack's migrations are run with " +
    "--migrate alone.",
  configure: command =>
    command
      .option(
        "--registered",
        "in place of a version: what pulumi up registered and CodeDeploy has not brought out; other services are left alone",
      )
      .addOption(migrateOption())
      .option("--services <names>", "these services alone, by name and comma")
      .option("--continue", "go on with the next service when one fails")
      .addOption(timeoutOption()),
  leaves: stack => `what was started in AWS goes on: see ${followUp(stack, "status")}`,
  work: deployAll,
});

async function deployAll(
  { stack, say, signal, result }: Context,
  version: string | undefined,
  {
    registered = false,
    migrate = false,
    services: names,
    continue: goOn = false,
    timeout,
  }: Options,
): Promise<boolean> {
  checkArguments(version, { registered, migrate });
  const services = chosen(stack, names, registered, say);
  return withClients(stack, async clients => {
    const rows: (Row & { plan: DeployPlan })[] = [];
    for (const service of services) {
      const plan =
        version === undefined
          ? await planRegistered(clients, stack, service)
          : await planDeployment(clients, stack, service, version);
      rows.push({ name: service.name, outcome: "not begun", image: plan.image, plan });
    }
    const wait = { say, signal, timeoutSeconds: timeout };
    const deploy = async ({ plan }: { plan: DeployPlan }) => {
      const { changed, revision } = await carryOut(clients, stack, plan, wait);
      return { outcome: changed ? "deployed" : "ran already", revision };
    };
    try {
      if (version !== undefined) {
        const coming = rows.map(({ plan }) => plan);
        await migrateFirst(clients.ecs, stack, { coming, version, migrate }, wait);
      }
      await oneByOne(rows, deploy, goOn);
    } finally {
      result({ version, services: rows.map(({ plan: _, ...row }) => row) }, describe(stack, rows));
    }
    return rows.every(({ outcome }) => outcome === "deployed" || outcome === "ran already");
  });
}

function checkArguments(
  version: string | undefined,
  { registered, migrate }: { registered: boolean; migrate: boolean },
): void {
  if ((version === undefined) !== registered) {
    throw new UsageError("give a version, or --registered for what pulumi up registered");
  }
  if (registered && migrate) {
    throw new UsageError(
      "pulumi up has run the migrations of what it registered; leave --migrate away",
    );
  }
}

/** The services to deploy; says which are left to `pulumi up`. */
function chosen(
  stack: Stack,
  given: string | undefined,
  registered: boolean,
  say: Context["say"],
): readonly Service[] {
  const services = given === undefined ? stack.services : named(stack, given);
  if (!registered) {
    return services;
  }
  const others = services.filter(({ codeDeploy }) => codeDeploy === undefined);
  if (others.length > 0) {
    const names = others.map(({ name }) => name).join(", ");
    say(`left alone, as ECS brings them out itself when pulumi up registers a revision: ${names}`);
  }
  return services.filter(one => !others.includes(one));
}

function named(stack: Stack, given: string): readonly Service[] {
  const names = given.split(",").map(name => name.trim());
  if (names.includes("")) {
    throw new UsageError(
      `--services is "${given}"; use names of services with commas between them`,
    );
  }
  const wanted = names.map(name => serviceOf(stack, name));
  return stack.services.filter(service => wanted.includes(service));
}

function describe(stack: Stack, rows: readonly Row[]): string {
  if (rows.length === 0) {
    return "CodeDeploy deploys no service of these: nothing to do";
  }
  const lines = rows.map(({ name, outcome, revision = "-", image = "-" }) => [
    name,
    outcome,
    revision,
    shortImage(image),
  ]);
  const deployed = rows.filter(({ outcome }) => outcome === "deployed").reverse();
  const stopped = rows.some(({ outcome }) => outcome === "failed" || outcome === "not begun");
  return [
    table([["SERVICE", "OUTCOME", "REVISION", "IMAGE"], ...lines]),
    ...(stopped && deployed.length > 0
      ? ["", "to go back:", ...deployed.map(({ name }) => `  ${followUp(stack, "rollback", name)}`)]
      : []),
  ].join("\n");
}
