import type { Migration } from "../../../operations/stack";
import { REGION } from "./account";
import { ACCOUNT } from "./moto";
import type { Recording } from "./recorded";
import { digest } from "./release-model";

const ARN = `arn:aws:ecs:${REGION}:${ACCOUNT}`;
const FAMILY = "shop-migration-dev";
const LOGS = {
  logDriver: "awslogs",
  options: { "awslogs-group": "/ecs/shop-dev", "awslogs-stream-prefix": "migration" },
};

/** A one-off task with its image from the repository of `orders`. */
export const MIGRATION: Migration = {
  name: "migration",
  container: "migration",
  logGroup: "/ecs/shop-dev",
  repository: "shop/dev/orders",
  taskDefinitionArn: `${ARN}:task-definition/${FAMILY}:1`,
  subnetIds: ["subnet-1"],
  securityGroupIds: ["sg-1"],
  timeoutSeconds: 900,
};

/** ECS's part in a run of {@link MIGRATION}, whose tasks end so at once; the rest is answered by `others`. */
export class MigrationModel {
  /** Images of the family's revisions; the program's runs v1. */
  readonly images: string[] = [this.#image(digest("1"))];
  /** What was run, as RunTask got it. */
  readonly runs: any[] = [];

  constructor(
    readonly exitCode: number,
    readonly others: Recording,
  ) {}

  answers(): Recording {
    const other = (operation: string, input: object): object =>
      (this.others[operation] as (input: object) => object)(input);
    return {
      DescribeTaskDefinition: input =>
        input.taskDefinition.includes(FAMILY)
          ? this.#describe(input.taskDefinition)
          : other("DescribeTaskDefinition", input),
      RegisterTaskDefinition: input => {
        if (input.family !== FAMILY) {
          return other("RegisterTaskDefinition", input);
        }
        this.images.push(input.containerDefinitions[0].image);
        return this.#describe(FAMILY);
      },
      ListTasks: ({ family, desiredStatus }) => ({
        taskArns:
          family === FAMILY && desiredStatus === "STOPPED"
            ? this.runs.map((_, index) => `${ARN}:task/shop-dev/t${index + 1}`)
            : [],
      }),
      RunTask: input => {
        this.runs.push(input);
        return { tasks: [{ taskArn: `${ARN}:task/shop-dev/t${this.runs.length}` }] };
      },
      DescribeTasks: ({ tasks }) => ({
        tasks: tasks.map((arn: string) => {
          const { taskDefinition, startedBy } = this.runs[Number(arn.split("/t").pop()) - 1];
          return {
            taskArn: arn,
            taskDefinitionArn: taskDefinition,
            startedBy,
            lastStatus: "STOPPED",
            stoppedReason: "Essential container in task exited",
            containers: [{ name: "migration", exitCode: this.exitCode }],
          };
        }),
      }),
      GetLogEvents: { events: [{ message: "applied 0002_orders" }] },
    };
  }

  #image(imageDigest: string): string {
    return `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/shop/dev/orders@${imageDigest}`;
  }

  #describe(named: string): object {
    const number = Number(/:(\d+)$/.exec(named)?.[1] ?? this.images.length);
    return {
      taskDefinition: {
        family: FAMILY,
        cpu: "256",
        containerDefinitions: [
          { name: "migration", image: this.images[number - 1], logConfiguration: LOGS },
        ],
        taskDefinitionArn: `${ARN}:task-definition/${FAMILY}:${number}`,
        revision: number,
      },
    };
  }
}
