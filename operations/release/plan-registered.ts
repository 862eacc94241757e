import { imageOf } from "../aws/images";
import { UsageError } from "../errors";
import { Service, Stack } from "../stack";
import { controllerOf } from "./control";
import { Clients } from "./controller";
import { DeployPlan, takenUp } from "./deploy-service";
import { presentOf } from "./present";
import { isUnderWay } from "./release";

/**
 * What is to be done to bring out the revision that `pulumi up` registered of a service that CodeDeploy deploys, as
 * `planDeployment` for a version.
 */
export async function planRegistered(
  clients: Clients,
  stack: Stack,
  service: Service,
): Promise<DeployPlan> {
  const like = service.taskDefinitionArn;
  if (like === undefined) {
    throw new UsageError(
      `${service.name}: the stack does not tell what pulumi up has registered; bring it up with this version of the program first`,
    );
  }
  const image = (await imageOf(clients.ecs, like, service.container)) ?? "";
  const present = await presentOf(clients, stack, service);
  const controller = controllerOf(clients, stack, service);
  const [newest] = await controller.releases();
  const plan = { service, image, present, like, exact: true };
  if (!isUnderWay(newest)) {
    const runs = present.revision === like && (await controller.isPlaced?.()) !== false;
    return { ...plan, runs };
  }
  const its = (await imageOf(clients.ecs, newest.revision, service.container)) ?? "";
  const isAsked = newest.revision === like;
  return {
    ...plan,
    runs: false,
    underWay: takenUp(stack, service, newest, { image: its, isAsked }),
  };
}
