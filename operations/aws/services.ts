import { DescribeServicesCommand, ECSClient, Service as EcsService } from "@aws-sdk/client-ecs";

import { OperationError } from "../errors";
import { followUp } from "../follow-up";
import { Service, Stack } from "../stack";

/** Services that DescribeServices takes in one call. */
const AT_ONCE = 10;

/** What ECS says of a stack's services, by the name that they have in the program; missing ones are left out. */
export async function describeServices(
  ecs: ECSClient,
  { cluster }: Stack,
  services: readonly Service[],
): Promise<Map<string, EcsService>> {
  const found = new Map<string, EcsService>();
  for (let from = 0; from < services.length; from += AT_ONCE) {
    const some = services.slice(from, from + AT_ONCE);
    const answer = await ecs.send(
      new DescribeServicesCommand({ cluster, services: some.map(({ service }) => service) }),
    );
    for (const one of answer.services ?? []) {
      const { name } = some.find(({ service }) => service === one.serviceName) ?? {};
      if (name !== undefined && one.status !== "INACTIVE") {
        found.set(name, one);
      }
    }
  }
  return found;
}

/** What ECS says of one service, which must be there. */
export async function describeService(
  ecs: ECSClient,
  stack: Stack,
  service: Service,
): Promise<EcsService> {
  const found = (await describeServices(ecs, stack, [service])).get(service.name);
  if (found === undefined) {
    throw new OperationError(
      `${service.name}: ECS has no service ${service.service} in cluster ${stack.cluster}; ${followUp(stack, "status")} shows what is there, pulumi up makes it`,
    );
  }
  return found;
}
