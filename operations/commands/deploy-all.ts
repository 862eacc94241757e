import { shortImage } from "../aws/images";
import { Context, runCommand } from "../command";
import { UsageError } from "../errors";
import { followUp } from "../follow-up";
import { timeoutOption } from "../options";
import { withClients } from "../release/control";
import { carryOut, DeployPlan, planDeployment } from "../release/deploy-service";
import { oneByOne, Row } from "../release/one-by-one";
import { Service, serviceOf, Stack } from "../stack";
import { table } from "../table";

/** Options of the command. */
interface Options {
  services?: string;
  continue?: boolean;
  timeout: number;
}

/** `npm run deploy-all`. */
runCommand({
  usage: "deploy-all <version>",
  description:
    "Deploys a version of every service, one after the other, those that others depend on first; each as npm run deploy " +
    "does it. Nothing is begun unless every service has the version and none is being deployed. Stops at the first that " +
    "fails, and says what was deployed; the same command again goes on there.",
  configure: command =>
    command
      .option("--services <names>", "these services alone, by name and comma")
      .option("--continue", "go on with the next service when one fails")
      .addOption(timeoutOption()),
  leaves: stack => `what was started in AWS goes on: see ${followUp(stack, "status")}`,
  work: deployAll,
});

async function deployAll(
  { stack, say, signal, result }: Context,
  version: string,
  { services: names, continue: goOn = false, timeout }: Options,
): Promise<boolean> {
  const services = chosen(stack, names);
  return withClients(stack, async clients => {
    const rows: (Row & { plan: DeployPlan })[] = [];
    for (const service of services) {
      const plan = await planDeployment(clients, stack, service, version);
      rows.push({ name: service.name, outcome: "not begun", image: plan.image, plan });
    }
    const deploy = async ({ plan }: { plan: DeployPlan }) => {
      const wait = { say, signal, timeoutSeconds: timeout };
      const { changed, revision } = await carryOut(clients, stack, plan, wait);
      return { outcome: changed ? "deployed" : "ran already", revision };
    };
    try {
      await oneByOne(rows, deploy, goOn);
    } finally {
      result({ version, services: rows.map(({ plan: _, ...row }) => row) }, describe(stack, rows));
    }
    return rows.every(({ outcome }) => outcome === "deployed" || outcome === "ran already");
  });
}

function chosen(stack: Stack, given: string | undefined): readonly Service[] {
  if (given === undefined) {
    return stack.services;
  }
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
