import * as pulumi from "@pulumi/pulumi";
import { createRequire } from "module";
import { compileFunction } from "vm";

import { Answers } from "../../support/fake-aws";

export const CLUSTER = "order-management-dev";
export const REVISION = "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:8";
export const EARLIER = "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:7";

/** The ARN of a task. */
export const taskArn = (id: string) =>
  `arn:aws:ecs:us-east-1:123456789012:task/order-management-dev/${id}`;

/** Where a container logs, and what its last line was. */
export const logging = (container: string): Answers => ({
  DescribeTaskDefinition: () => ({
    taskDefinition: {
      containerDefinitions: [
        {
          name: container,
          logConfiguration: {
            options: {
              "awslogs-group": "/ecs/order-management-dev",
              "awslogs-stream-prefix": container,
            },
          },
        },
      ],
    },
  }),
  GetLogEvents: ({ logStreamName, limit }) => ({
    events: [{ message: `the last of ${limit} lines of ${logStreamName}` }],
  }),
});

/** A watch that does not wait, and what it said. */
export function heard() {
  const lines: string[] = [];
  return { lines, watching: { pollSeconds: 0, say: (line: string) => void lines.push(line) } };
}

/** The function as Pulumi's dynamic provider runs it: serialised, in a module of its own. */
async function asDeployed<F extends (...args: any[]) => any>(fn: F): Promise<F> {
  const { text, exportName } = await pulumi.runtime.serializeFunction(fn);
  const module = { exports: {} as Record<string, F> };
  compileFunction(text, ["module", "exports", "require"])(
    module,
    module.exports,
    createRequire(__filename),
  );
  return module.exports[exportName];
}

/** The ways in which a provider's code must work: as it stands, and as the engine runs it. */
export const FORMS = [
  ["as written", <T>(fn: T) => Promise.resolve(fn)],
  ["as deployed", asDeployed as <T>(fn: T) => Promise<T>],
] as const;
