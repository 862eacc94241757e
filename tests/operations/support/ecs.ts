import { REGION, service as serviceOutput } from "./account";

/** Account of everything that is recorded. */
const ACCOUNT = "123456789012";

/** ARN of a revision of the service `orders`. */
export function revisionArn(revision: number): string {
  return `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/shop-orders-dev:${revision}`;
}

/** ARN of a task of the cluster `shop-dev`. */
export function taskArn(id: string): string {
  return `arn:aws:ecs:${REGION}:${ACCOUNT}:task/shop-dev/${id}`;
}

/** ARN of a target group. */
export function groupArn(name: string): string {
  return `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:targetgroup/${name}/0123456789abcdef`;
}

/** A target of a group with its health, as DescribeTargetHealth answers it. */
export function target(State: string, Reason?: string, Description?: string): object {
  return {
    Target: { Id: "10.0.1.2", Port: 3000 },
    TargetHealth: { State, ...(Reason && { Reason }), ...(Description && { Description }) },
  };
}

/** DescribeServices' answer for `orders`: one task of revision 1 runs, unless told otherwise. */
export function ordersService(own: object = {}): { services: object[] } {
  return {
    services: [
      {
        serviceName: "orders",
        status: "ACTIVE",
        desiredCount: 1,
        runningCount: 1,
        pendingCount: 0,
        enableExecuteCommand: true,
        taskDefinition: revisionArn(1),
        deployments: [
          {
            id: "ecs-svc/1",
            status: "PRIMARY",
            taskDefinition: revisionArn(1),
            rolloutState: "COMPLETED",
            desiredCount: 1,
            runningCount: 1,
          },
        ],
        events: [],
        ...own,
      },
    ],
  };
}

/** DescribeTaskDefinition's answer for `orders`, which logs to its group. */
export const ordersDefinition = {
  taskDefinition: {
    containerDefinitions: [
      {
        name: "orders",
        image: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/shop/dev/orders@sha256:${"0".repeat(64)}`,
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": serviceOutput("orders").logGroup,
            "awslogs-stream-prefix": "orders",
          },
        },
      },
    ],
  },
};
