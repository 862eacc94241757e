import type { StackValidationPolicy } from "@pulumi/policy";

import { ContainerDefinition, containersOf } from "../containers";
import { peek } from "../known";
import { finding } from "../resource";

interface Logged extends ContainerDefinition {
  logConfiguration?: { logDriver?: string; options?: Readonly<Record<string, string>> };
}

/**
 * A task whose group is missing does not start, and one that makes its group makes it without retention,
 * key or tags.
 */
export const ecsLogGroupExists: StackValidationPolicy = {
  name: "ecs-log-group-exists",
  description: "Containers log to groups of the stack.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["logging"],
  remediationSteps: "Take awslogs-group from a LogGroup, and leave awslogs-create-group out.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html",
  configSchema: {
    properties: {
      elsewhere: {
        description: "Names of groups that are not the stack's own.",
        type: "array",
        items: { type: "string" },
        default: [],
      },
    },
  },
  validateStack: (args, report) => {
    const { elsewhere } = args.getConfig<{ elsewhere: readonly string[] }>();
    const groups = args.resources.filter(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup");
    const known = new Set<unknown>([
      ...elsewhere,
      ...groups.map(({ props }) => peek(() => props.name as unknown)),
    ]);
    const tasks = args.resources.filter(
      ({ type }) => type === "aws:ecs/taskDefinition:TaskDefinition",
    );
    for (const { props, urn } of tasks) {
      for (const [path, container] of containersOf(props)) {
        const { name, logConfiguration }: Logged = container;
        const { logDriver, options = {} } = logConfiguration ?? {};
        const group = options["awslogs-group"];
        if (logDriver === "awslogs" && group && !known.has(group)) {
          report(
            finding(
              `Container::${name ?? path}`,
              `No LogGroup of the stack is called ${group}: set ${path}.logConfiguration.options.awslogs-group to one.`,
            ),
            urn,
          );
        }
      }
    }
  },
};
