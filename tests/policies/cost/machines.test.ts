import type { TargetArgs } from "@pulumi/aws/appautoscaling";
import type { ServiceArgs, TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { ClusterArgs as CacheArgs, ReplicationGroupArgs } from "@pulumi/aws/elasticache";
import type { ClusterArgs, ClusterInstanceArgs, InstanceArgs } from "@pulumi/aws/rds";

import { arm64Preferred } from "../../../policies/cost/arm64-preferred";
import { ecsTaskSizeLimit } from "../../../policies/cost/ecs-task-size-limit";
import { elasticacheNodeTypeAllowed } from "../../../policies/cost/elasticache-node-type-allowed";
import { rdsInstanceClassAllowed } from "../../../policies/cost/rds-instance-class-allowed";
import { DIFFERENCES } from "../../../policies/environments";
import { unknownValue } from "../support/engine";
import { ruleCases } from "../support/rule-cases";

const INSTANCE = "aws:rds/instance:Instance";
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";

const inDev = (rule: string) => ({ config: DIFFERENCES.dev[rule] });
const classes = "db.t4g.*, db.serverless, db.m7g.large, db.m7g.xlarge, db.r7g.large, db.r7g.xlarge";

describe(rdsInstanceClassAllowed.name, () => {
  const small = "instanceClass is db.m7g.large: take one of db.t4g.*.";
  ruleCases<InstanceArgs>(rdsInstanceClassAllowed, INSTANCE, [
    ["accepts a small one", { instanceClass: "db.t4g.micro" }, []],
    ["accepts a larger one", { instanceClass: "db.r7g.xlarge" }, []],
    [
      "reports one that was not agreed on",
      { instanceClass: "db.r7g.16xlarge" },
      [`instanceClass is db.r7g.16xlarge: take one of ${classes}.`],
    ],
    [
      "reports one that only begins like an allowed one",
      { instanceClass: "db.m7g.large2" },
      [`instanceClass is db.m7g.large2: take one of ${classes}.`],
    ],
    [
      "takes small ones alone in dev",
      { instanceClass: "db.m7g.large" },
      [small],
      inDev(rdsInstanceClassAllowed.name),
    ],
    [
      "accepts any without a list",
      { instanceClass: "db.x2g.16xlarge" },
      [],
      { config: { allowed: [] } },
    ],
    ["accepts one that is left to AWS", {}, []],
    [
      "waits for one that is not known yet",
      { instanceClass: unknownValue },
      ["string value at .instanceClass can't be known during preview"],
    ],
  ]);
  ruleCases<ClusterInstanceArgs>(
    rdsInstanceClassAllowed,
    "aws:rds/clusterInstance:ClusterInstance",
    [
      [
        "reports an Aurora instance's",
        { instanceClass: "db.m7g.large" },
        [small],
        inDev(rdsInstanceClassAllowed.name),
      ],
    ],
  );
  ruleCases<ClusterArgs>(rdsInstanceClassAllowed, "aws:rds/cluster:Cluster", [
    [
      "reports a Multi-AZ cluster's",
      { dbClusterInstanceClass: "db.m6gd.large" },
      [`dbClusterInstanceClass is db.m6gd.large: take one of ${classes}.`],
    ],
    ["accepts a cluster whose instances are on their own", {}, []],
  ]);
});

const nodes = "cache.t4g.*, cache.m7g.large, cache.m7g.xlarge, cache.r7g.large, cache.r7g.xlarge";

describe(elasticacheNodeTypeAllowed.name, () => {
  ruleCases<ReplicationGroupArgs>(elasticacheNodeTypeAllowed, GROUP, [
    ["accepts a small one", { nodeType: "cache.t4g.small" }, []],
    [
      "reports one that was not agreed on",
      { nodeType: "cache.r6g.4xlarge" },
      [`nodeType is cache.r6g.4xlarge: take one of ${nodes}.`],
    ],
    [
      "takes small ones alone in dev",
      { nodeType: "cache.r7g.large" },
      ["nodeType is cache.r7g.large: take one of cache.t4g.*."],
      inDev(elasticacheNodeTypeAllowed.name),
    ],
    [
      "accepts any without a list",
      { nodeType: "cache.r6g.4xlarge" },
      [],
      { config: { allowed: [] } },
    ],
    ["accepts one that a global group decides", {}, []],
    [
      "waits for one that is not known yet",
      { nodeType: unknownValue },
      ["string value at .nodeType can't be known during preview"],
    ],
  ]);
  ruleCases<CacheArgs>(elasticacheNodeTypeAllowed, "aws:elasticache/cluster:Cluster", [
    [
      "reports a cluster's",
      { nodeType: "cache.m6g.large" },
      [`nodeType is cache.m6g.large: take one of ${nodes}.`],
    ],
  ]);
});

const tooMuch = (property: string, value: number, limit: number) =>
  `[Size::${property}] ${property} is ${value}: set it to at most ${limit}.`;

describe(ecsTaskSizeLimit.name, () => {
  ruleCases<TaskDefinitionArgs>(ecsTaskSizeLimit, TASK, [
    ["accepts a small task", { cpu: "256", memory: "512" }, []],
    ["accepts the limits", { cpu: "4096", memory: "16384" }, []],
    [
      "reports a large one",
      { cpu: "8192", memory: "32768" },
      [tooMuch("cpu", 8192, 4096), tooMuch("memory", 32768, 16384)],
    ],
    [
      "reads the units of ECS",
      { cpu: "8 vCPU", memory: "30 GB" },
      [tooMuch("cpu", 8192, 4096), tooMuch("memory", 30720, 16384)],
    ],
    [
      "takes less in dev",
      { cpu: "2048", memory: "4096" },
      [tooMuch("cpu", 2048, 1024), tooMuch("memory", 4096, 2048)],
      inDev(ecsTaskSizeLimit.name),
    ],
    ["accepts a task that says nothing, as one on EC2 may", {}, []],
    [
      "waits for what is not known yet",
      { cpu: "8192", memory: unknownValue },
      [tooMuch("cpu", 8192, 4096), "string value at .memory can't be known during preview"],
    ],
  ]);
  ruleCases<ServiceArgs>(ecsTaskSizeLimit, "aws:ecs/service:Service", [
    ["accepts some tasks", { desiredCount: 3 }, []],
    ["reports many", { desiredCount: 21 }, [tooMuch("desiredCount", 21, 20)]],
    ["accepts none said, which means none run", {}, []],
    [
      "takes fewer in dev",
      { desiredCount: 3 },
      [tooMuch("desiredCount", 3, 2)],
      inDev(ecsTaskSizeLimit.name),
    ],
  ]);
  ruleCases<TargetArgs>(ecsTaskSizeLimit, "aws:appautoscaling/target:Target", [
    [
      "reports scaling out too far",
      { serviceNamespace: "ecs", maxCapacity: 50 },
      [tooMuch("maxCapacity", 50, 20)],
    ],
    ["accepts scaling within the limit", { serviceNamespace: "ecs", maxCapacity: 20 }, []],
    ["accepts the scaling of other things", { serviceNamespace: "dynamodb", maxCapacity: 50 }, []],
  ]);
});

const isX86 = (property: string, name: string) =>
  `${property} is ${name}: take a class of a Graviton family, with a g in its name.`;

describe(arm64Preferred.name, () => {
  ruleCases<InstanceArgs>(arm64Preferred, INSTANCE, [
    ...["db.t4g.micro", "db.r6gd.large", "db.x2g.large", "db.m8g.large"].map(
      name => [`accepts ${name}`, { engine: "postgres", instanceClass: name }, []] as never,
    ),
    ...["db.t3.micro", "db.r6i.large", "db.m5.large"].map(
      name =>
        [
          `reports ${name}`,
          { engine: "postgres", instanceClass: name },
          [isX86("instanceClass", name)],
        ] as never,
    ),
    [
      "reports a replica, which names no engine",
      { instanceClass: "db.t3.micro" },
      [isX86("instanceClass", "db.t3.micro")],
    ],
    [
      "accepts an engine that needs X86",
      { engine: "sqlserver-ex", instanceClass: "db.t3.micro" },
      [],
    ],
    ["accepts a class that is left to AWS", { engine: "postgres" }, []],
    [
      "waits for a class that is not known yet",
      { engine: "postgres", instanceClass: unknownValue },
      ["string value at .instanceClass can't be known during preview"],
    ],
  ]);
  ruleCases<ClusterInstanceArgs>(arm64Preferred, "aws:rds/clusterInstance:ClusterInstance", [
    [
      "reports an Aurora instance's",
      { engine: "aurora-postgresql", instanceClass: "db.r6i.large" },
      [isX86("instanceClass", "db.r6i.large")],
    ],
    [
      "accepts a serverless one",
      { engine: "aurora-postgresql", instanceClass: "db.serverless" },
      [],
    ],
  ]);
  ruleCases<ClusterArgs>(arm64Preferred, "aws:rds/cluster:Cluster", [
    [
      "reports a Multi-AZ cluster's",
      { engine: "mysql", dbClusterInstanceClass: "db.m6id.large" },
      [isX86("dbClusterInstanceClass", "db.m6id.large")],
    ],
  ]);
  ruleCases<ReplicationGroupArgs>(arm64Preferred, GROUP, [
    ["accepts cache.r7g.large", { engine: "valkey", nodeType: "cache.r7g.large" }, []],
    [
      "reports cache.t3.micro",
      { nodeType: "cache.t3.micro" },
      [isX86("nodeType", "cache.t3.micro")],
    ],
  ]);
  ruleCases<CacheArgs>(arm64Preferred, "aws:elasticache/cluster:Cluster", [
    [
      "reports cache.m5.large",
      { engine: "memcached", nodeType: "cache.m5.large" },
      [isX86("nodeType", "cache.m5.large")],
    ],
  ]);
  const asked = { config: { tasks: true } };
  const onX86 = ["Tasks run on X86_64: set runtimePlatform.cpuArchitecture to ARM64."];
  ruleCases<TaskDefinitionArgs>(arm64Preferred, TASK, [
    ["leaves tasks alone by itself", { runtimePlatform: { cpuArchitecture: "X86_64" } }, []],
    ["reports X86_64 when asked", { runtimePlatform: { cpuArchitecture: "X86_64" } }, onX86, asked],
    ["reports no platform, which is X86_64", {}, onX86, asked],
    ["accepts ARM64", { runtimePlatform: { cpuArchitecture: "ARM64" } }, [], asked],
    [
      "accepts Windows",
      { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } },
      [],
      asked,
    ],
  ]);
});
