import type { ReportViolation, ResourceValidationPolicy } from "@pulumi/policy";

import { isGraviton } from "../instance-classes";
import { onTypes } from "../resource";

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

/** Engines that RDS and ElastiCache run on Graviton. */
const ENGINES = /^(aurora|mysql|mariadb|postgres|redis|valkey|memcached)/;

interface Computer {
  engine?: string;
  instanceClass?: string;
  dbClusterInstanceClass?: string;
  nodeType?: string;
  runtimePlatform?: { cpuArchitecture?: string; operatingSystemFamily?: string };
}

export const arm64Preferred: ResourceValidationPolicy = {
  name: "arm64-preferred",
  description: "What can run on Graviton does: it does more for its price, on less energy.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["cost"],
  remediationSteps:
    "Take a class of a family with a g (db.t4g, cache.r7g); build images for ARM64 and set cpuArchitecture.",
  url: "https://docs.aws.amazon.com/wellarchitected/latest/sustainability-pillar/sus_sus_hardware_a3.html",
  configSchema: {
    properties: {
      tasks: {
        description: "Whether ECS tasks, whose images have to be built for it, are asked too.",
        type: "boolean",
        default: false,
      },
    },
  },
  validateResource: onTypes<Computer>(
    [
      "aws:rds/instance:Instance",
      "aws:rds/clusterInstance:ClusterInstance",
      "aws:rds/cluster:Cluster",
      "aws:elasticache/replicationGroup:ReplicationGroup",
      "aws:elasticache/cluster:Cluster",
      TASK_DEFINITION,
    ],
    (props, report, args) => {
      if (args.type !== TASK_DEFINITION) {
        checkClasses(props, report);
      } else if (args.getConfig<{ tasks: boolean }>().tasks) {
        checkTask(props, report);
      }
    },
  ),
};

/** Caches run on Graviton with every engine, and may name none. */
function checkClasses(props: Computer, report: ReportViolation): void {
  for (const property of ["instanceClass", "dbClusterInstanceClass", "nodeType"] as const) {
    const name = props[property];
    if (isGraviton(name) === false && ENGINES.test(props.engine ?? "redis")) {
      report(`${property} is ${name}: take a class of a Graviton family, with a g in its name.`);
    }
  }
}

/** Without a platform a task runs on X86_64. Windows does not run on ARM. */
function checkTask({ runtimePlatform }: Computer, report: ReportViolation): void {
  const { cpuArchitecture = "X86_64", operatingSystemFamily = "LINUX" } = runtimePlatform ?? {};
  if (cpuArchitecture !== "ARM64" && operatingSystemFamily === "LINUX") {
    report("Tasks run on X86_64: set runtimePlatform.cpuArchitecture to ARM64.");
  }
}
