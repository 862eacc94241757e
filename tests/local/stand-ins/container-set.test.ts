import { expect } from "chai";

import { configuration, task, TestAccount, urnOf } from "./support";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";

const reasons = (containers: object[], changes: object = {}) => {
  const news = {
    ...task(),
    containerDefinitions: JSON.stringify(containers),
    ...changes,
  };
  return new TestAccount().provider
    .check(urnOf(TASK, "x"), {}, news, configuration)
    .problems.map(({ property, reason }) => `${property} ${reason}`);
};

const app = (changes: object = {}) => ({ name: "app", image: "app:1", ...changes });
const proxy = (changes: object = {}) => ({ name: "proxy", image: "proxy:1", ...changes });
const waitsFor = (containerName: string, condition: string) => ({
  dependsOn: [{ containerName, condition }],
});
const EFS = {
  fileSystemId: "fs-1",
  transitEncryption: "ENABLED",
  authorizationConfig: { accessPointId: "fsap-1", iam: "ENABLED" },
};
const volume = (changes: object = {}, name = "data") => ({
  volumes: [{ name, efsVolumeConfiguration: { ...EFS, ...changes } }],
});
const mounted = app({ mountPoints: [{ sourceVolume: "data", containerPath: "/data" }] });

describe("the check of a task's containers together", () => {
  it("takes several with an order, a volume and a low port", () => {
    const health = { healthCheck: { command: ["CMD", "true"] } };
    const containers = [
      { ...mounted, ...waitsFor("proxy", "HEALTHY"), portMappings: [{ containerPort: 80 }] },
      proxy({ ...health, portMappings: [{ containerPort: 81 }], memory: 64 }),
    ];
    expect(reasons(containers, volume())).to.deep.equal([]);
  });

  const mistakes: [string, object[], object?][] = [
    ["which is not in the task", [app(waitsFor("other", "START"))]],
    ["with condition READY", [app(waitsFor("proxy", "READY")), proxy()]],
    ["has no health check", [app(waitsFor("proxy", "HEALTHY")), proxy()]],
    ["which is essential", [app(waitsFor("proxy", "SUCCESS")), proxy()]],
    [
      "wait for each other: app, proxy",
      [app(waitsFor("proxy", "START")), proxy(waitsFor("app", "START"))],
    ],
    [
      "two containers have the port 80/tcp",
      [
        app({ portMappings: [{ containerPort: 80 }] }),
        proxy({ portMappings: [{ containerPort: 80 }] }),
      ],
    ],
    ["600 MiB of the task's 512", [app({ memory: 300 }), proxy({ memory: 300 })]],
    ["less than 6 MiB", [app({ memory: 4 })]],
    ["mounts the unknown volume 'data'", [mounted]],
    ["adds the capability NET_BIND_SERVICE", [app(capability("NET_BIND_SERVICE"))]],
    ["sets vm.swappiness", [app({ systemControls: [{ namespace: "vm.swappiness", value: "1" }] })]],
    ["need transitEncryption ENABLED", [mounted], volume({ transitEncryption: "DISABLED" })],
    ["rootDirectory must be /", [mounted], volume({ rootDirectory: "/data" })],
    ['volume name "da ta"', [app()], volume({}, "da ta")],
    [
      "a volume is there twice",
      [mounted],
      { volumes: [{ name: "data" }, { name: "data", efsVolumeConfiguration: EFS }] },
    ],
  ];
  for (const [complaint, containers, changes] of mistakes) {
    it(`refuses: ${complaint}`, () => {
      expect(reasons(containers, changes).join("\n")).to.contain(complaint);
    });
  }
});

function capability(name: string) {
  return { linuxParameters: { capabilities: { add: [name] } } };
}
