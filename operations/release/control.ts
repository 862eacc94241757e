import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";

import { withClient } from "../aws/client";
import { Service, Stack } from "../stack";
import { codeDeployController } from "./code-deploy-controller";
import { Clients, Controller } from "./controller";
import { ecsController } from "./ecs-controller";

/** Makes the clients, lets `work` use them and closes them. */
export function withClients<T>(
  { region }: Stack,
  work: (clients: Clients) => Promise<T>,
): Promise<T> {
  return withClient(ECSClient, region, ecs =>
    withClient(ECRClient, region, ecr =>
      withClient(ElasticLoadBalancingV2Client, region, elb =>
        withClient(CodeDeployClient, region, codeDeploy => work({ ecs, ecr, elb, codeDeploy })),
      ),
    ),
  );
}

/** Who brings out this service's revisions. */
export function controllerOf(clients: Clients, stack: Stack, service: Service): Controller {
  return service.codeDeploy === undefined
    ? ecsController(clients, stack, service)
    : codeDeployController(clients, stack, service, service.codeDeploy);
}
