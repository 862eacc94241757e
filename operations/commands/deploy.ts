import { Context, runCommand } from "../command";
import { followUp } from "../follow-up";
import { migrateFirst } from "../migrations/migrate-first";
import { migrateOption, timeoutOption } from "../options";
import { withClients } from "../release/control";
import { carryOut, planDeployment } from "../release/deploy-service";
import { serviceOf } from "../stack";

/** `npm run deploy`. */
runCommand({
  usage: "deploy <service> <version>",
  description:
    "Brings out a version of a service that is in its repository, a tag or sha256:…, by the service's own strategy, " +
    "and waits until it runs. The stack's migrations are run with --migrate alone. What runs already is left alone; the same command again takes up one that was interrupted.\n\n" +
    "Pulumi does not hear of it: name the version in the stack too (services.<name>.tag or image), or the next pulumi up " +
    "that changes the service, or refreshes, brings out what the program says.",
  configure: command => command.addOption(migrateOption()).addOption(timeoutOption()),
  leaves: stack => `what was started in AWS goes on: see ${followUp(stack, "status")}`,
  work: deploy,
});

async function deploy(
  { stack, signal, say, result }: Context,
  given: string,
  version: string,
  { migrate = false, timeout }: { migrate?: boolean; timeout: number },
): Promise<boolean> {
  const service = serviceOf(stack, given);
  const { name } = service;
  const deployed = await withClients(stack, async clients => {
    const plan = await planDeployment(clients, stack, service, version);
    const wait = { say, signal, timeoutSeconds: timeout };
    await migrateFirst(clients.ecs, stack, { coming: [plan], version, migrate }, wait);
    return carryOut(clients, stack, plan, wait);
  });
  const { changed, revision } = deployed;
  result(
    { ...deployed, version },
    changed ? `${name} is deployed: ${version} (${revision})` : `${name}: unchanged`,
  );
  return true;
}
