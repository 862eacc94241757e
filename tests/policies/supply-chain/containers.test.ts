import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import type { ServiceArgs, TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { StackValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";

import { ecsContainerDropCapabilities } from "../../../policies/supply-chain/ecs-container-drop-capabilities";
import { ecsContainerNoHostMount } from "../../../policies/supply-chain/ecs-container-no-host-mount";
import { ecsContainerNonprivileged } from "../../../policies/supply-chain/ecs-container-nonprivileged";
import { ecsContainerNonrootUser } from "../../../policies/supply-chain/ecs-container-nonroot-user";
import { ecsContainerReadonlyRootFilesystem } from "../../../policies/supply-chain/ecs-container-readonly-root-filesystem";
import { ecsNoHostNamespaces } from "../../../policies/supply-chain/ecs-no-host-namespaces";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { describeRule, Props } from "../support/rule-cases";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";

/** A task with one container for each of these. */
const task = (...containers: ContainerDefinition[]): Props<TaskDefinitionArgs> => ({
  family: "orders",
  containerDefinitions: JSON.stringify(
    containers.map((container, index) => ({ name: `c${index}`, ...container })),
  ),
});
const windows: Props<TaskDefinitionArgs> = {
  runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
};
const unknownTask: Props<TaskDefinitionArgs> = { containerDefinitions: unknownValue };

const privileged = (index: number) =>
  `[Container::c${index}] containerDefinitions[${index}].privileged gives the host's root rights: remove it.`;
describeRule<TaskDefinitionArgs>(ecsContainerNonprivileged, TASK, [
  [
    "reports each that is",
    task({ privileged: true }, {}, { privileged: true }),
    [0, 2].map(privileged),
  ],
  ["accepts one that is not", task({ privileged: false }), []],
  ["accepts it when nothing is said, which means not", task({}), []],
  ["passes by containers that are not known yet", unknownTask, []],
  ["passes by what cannot be read", { containerDefinitions: "{}" }, []],
]);

const runsAs = (index: number, who: string) =>
  `[Container::c${index}] The container runs as ${who}: set containerDefinitions[${index}].user to one such as "1001:1001".`;
describeRule<TaskDefinitionArgs>(ecsContainerNonrootUser, TASK, [
  [
    "reports root in each of its spellings",
    task({ user: "root" }, { user: "0" }, { user: "0:0" }, { user: "root:app" }, { user: "00" }),
    [0, 1, 2, 3, 4].map(index => runsAs(index, "root")),
  ],
  [
    "reports the image's user",
    task({}, { user: "" }),
    [0, 1].map(i => runsAs(i, "the image's user")),
  ],
  [
    "accepts others",
    task({ user: "1001" }, { user: "1001:0" }, { user: "node" }, { user: "rootless" }),
    [],
  ],
  ["accepts Windows, which has other users", { ...windows, ...task({}) }, []],
  ["passes by containers that are not known yet", unknownTask, []],
]);

const host = (name: string, index: number) =>
  `[Volume::${name}] The host's files are open to the task: remove volumes[${index}].hostPath.`;
describeRule<TaskDefinitionArgs>(ecsContainerNoHostMount, TASK, [
  [
    "reports a path of the host",
    { volumes: [{ name: "tmp" }, { name: "docker", hostPath: "/var/run/docker.sock" }] },
    [host("docker", 1)],
  ],
  [
    "reports a path that is not known yet",
    { volumes: [{ name: "a", hostPath: unknownValue }] },
    [host("a", 0)],
  ],
  [
    "reports what it knows beside what it does not",
    { volumes: [unknownValue, { name: "a", hostPath: "/" }] },
    [host("a", 1), "string value at .volumes.0 can't be known during preview"],
  ],
  ["accepts a volume of the task's own", { volumes: [{ name: "tmp" }] }, []],
  [
    "reports a path that Docker's own driver binds",
    {
      volumes: [
        {
          name: "docker",
          dockerVolumeConfiguration: {
            driver: "local",
            driverOpts: { type: "none", o: "rw,bind", device: "/var/run/docker.sock" },
          },
        },
      ],
    },
    [
      "[Volume::docker] The host's files are open to the task: remove bind from volumes[0].dockerVolumeConfiguration.driverOpts.o.",
    ],
  ],
  [
    "accepts a volume of Docker's",
    {
      volumes: [
        {
          name: "shared",
          dockerVolumeConfiguration: {
            driver: "local",
            driverOpts: { type: "nfs", o: "addr=10.0.0.4,rw", device: ":/data" },
          },
        },
        { name: "plain", dockerVolumeConfiguration: { scope: "task" } },
      ],
    },
    [],
  ],
  [
    "accepts EFS",
    { volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-0123" } }] },
    [],
  ],
  ["accepts none", {}, []],
]);

const processes = "The task sees the processes of its host: remove pidMode.";
const memory = "The task sees the shared memory of its host: remove ipcMode.";
describeRule<TaskDefinitionArgs>(ecsNoHostNamespaces, TASK, [
  ["reports the host's processes", { pidMode: "host" }, [processes]],
  ["reports the host's memory", { ipcMode: "host" }, [memory]],
  ["reports both", { pidMode: "host", ipcMode: "host" }, [processes, memory]],
  ["accepts the task's own", { pidMode: "task", ipcMode: "none" }, []],
  ["accepts what is left out, which means each container's own", {}, []],
  [
    "waits for what is not known yet",
    { pidMode: unknownValue },
    ["string value at .pidMode can't be known during preview"],
  ],
]);

const member = (props: Props<TaskDefinitionArgs>): Member => ({ type: TASK, name: "task", props });
const service = (props: Props<ServiceArgs>, from: Member["from"] = {}): Member => ({
  type: "aws:ecs/service:Service",
  name: "service",
  props,
  from,
});
const runsTask = { taskDefinition: { type: TASK, name: "task" } };

type StackCase = [
  title: string,
  members: Member[],
  expected: string[],
  config?: Record<string, unknown>,
];
function describeStackRule(rule: StackValidationPolicy, cases: readonly StackCase[]): void {
  describe(rule.name, () => {
    for (const [title, members, expected, config] of cases) {
      it(title, async () => {
        expect(await stackViolations(rule, members, config)).to.deep.equal(expected);
      });
    }
  });
}

const writable = (index: number) =>
  `task: [Container::c${index}] The container can change its own files: set containerDefinitions[${index}].readonlyRootFilesystem to true.`;
describeStackRule(ecsContainerReadonlyRootFilesystem, [
  ["reports one that can", [member(task({ readonlyRootFilesystem: false }))], [writable(0)]],
  ["reports each when nothing is said", [member(task({}, {}))], [writable(0), writable(1)]],
  ["accepts one that cannot", [member(task({ readonlyRootFilesystem: true }))], []],
  [
    "accepts one that ECS Exec is open for",
    [member(task({})), service({ enableExecuteCommand: true }, runsTask)],
    [],
  ],
  [
    "accepts it before ids are known",
    [
      member(task({})),
      service({ enableExecuteCommand: true, taskDefinition: unknownValue }, runsTask),
    ],
    [],
  ],
  [
    "reports one whose service keeps it shut",
    [member(task({})), service({ enableExecuteCommand: false }, runsTask)],
    [writable(0)],
  ],
  [
    "reports one of another service than the open one",
    [member(task({})), service({ enableExecuteCommand: true })],
    [writable(0)],
  ],
  ["accepts Windows, which cannot do without", [member({ ...windows, ...task({}) })], []],
  ["passes by containers that are not known yet", [member(unknownTask)], []],
  ["says nothing about other types", [{ ...member(task({})), type: "other:index:Thing" }], []],
]);

const capabilities = (container: ContainerDefinition["linuxParameters"]) =>
  member(task({ linuxParameters: container }));
const AT = "containerDefinitions[0].linuxParameters.capabilities";
const kept = `task: [Container::c0] The container keeps Docker's capabilities: set ${AT}.drop to ALL.`;
const added = (name: string) =>
  `task: [Capability::${name}] ${AT}.add has ${name}: remove it, or allow it in the rule's configuration.`;
describeStackRule(ecsContainerDropCapabilities, [
  ["reports what is kept when nothing is said", [member(task({}))], [kept]],
  ["reports what is kept of some", [capabilities({ capabilities: { drop: ["NET_RAW"] } })], [kept]],
  ["accepts none", [capabilities({ capabilities: { drop: ["ALL"] } })], []],
  [
    "reports what is added",
    [capabilities({ capabilities: { drop: ["ALL"], add: ["SYS_PTRACE", "SYS_ADMIN"] } })],
    [added("SYS_ADMIN")],
  ],
  [
    "accepts what the configuration allows",
    [capabilities({ capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } })],
    [],
    { allowed: ["NET_BIND_SERVICE"] },
  ],
  [
    "accepts one that ECS Exec is open for",
    [member(task({})), service({ enableExecuteCommand: true }, runsTask)],
    [],
  ],
  ["accepts Windows, which has none", [member({ ...windows, ...task({}) })], []],
  ["passes by containers that are not known yet", [member(unknownTask)], []],
]);
