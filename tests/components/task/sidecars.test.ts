import * as aws from "@pulumi/aws";
import { expect } from "chai";

import {
  ContainerImage,
  MicroService,
  MicroServiceArgs,
  PlatformArgs,
  Sidecar,
} from "../../../components";
import { statementsOf } from "../../support/documents";
import { failureOf } from "../../support/failure";
import { record, Recording } from "../../support/mocks";
import { platformOf } from "../../support/platform";
import { plainService } from "../../support/service";

const PINNED = `public.ecr.aws/proxy/proxy@sha256:${"a".repeat(64)}`;
const HEALTH = { command: ["CMD", "true"], interval: 10, timeout: 5, retries: 3, startPeriod: 0 };

const service = (
  sidecars: Record<string, Sidecar>,
  args: Partial<MicroServiceArgs> = {},
  network: PlatformArgs["network"] = {},
) =>
  record(() => {
    new MicroService("orders", {
      platform: platformOf("dev", "platform", { network }),
      image: { context: "services/order-management/order-service" },
      port: 3001,
      size: { cpu: 256, memory: 512 },
      health: { path: "/health" },
      scaling: { min: 1, max: 2 },
      sidecars,
      ...args,
    });
  });

const containers = (recording: Recording): any[] =>
  JSON.parse(recording.only(aws.ecs.TaskDefinition).inputs.containerDefinitions);

describe("a task's sidecars", () => {
  it("come after its own container, by name", async () => {
    const recording = await service({ b: { image: PINNED }, a: { image: PINNED } });
    expect(containers(recording).map(({ name }) => name)).to.deep.equal(["orders", "a", "b"]);
  });

  it("run as an unprivileged user that cannot change their files, and log like the task", async () => {
    const [own, proxy] = containers(await service({ proxy: { image: PINNED } }));
    expect(proxy).to.deep.include({
      image: PINNED,
      essential: true,
      user: "1001:1001",
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
      logConfiguration: own.logConfiguration,
    });
  });

  it("take what they are given", async () => {
    const [, proxy] = containers(
      await service({
        proxy: {
          image: PINNED,
          command: ["run"],
          environment: { A: "1" },
          secrets: { B: { kind: "parameter", name: "/b" } },
          essential: false,
          health: HEALTH,
          memory: 64,
          port: 9000,
          user: "33",
        },
      }),
    );
    expect(proxy).to.deep.include({
      command: ["run"],
      environment: [{ name: "A", value: "1" }],
      secrets: [{ name: "B", valueFrom: "arn:aws:ssm:us-east-1:123456789012:parameter/b" }],
      essential: false,
      healthCheck: HEALTH,
      memory: 64,
      portMappings: [{ containerPort: 9000, protocol: "tcp" }],
      user: "33",
    });
  });

  it("start in the order asked for", async () => {
    const [own, init, proxy] = containers(
      await service({
        init: { image: PINNED, essential: false, before: "SUCCESS" },
        proxy: { image: PINNED, dependsOn: { init: "START", orders: "HEALTHY" } },
      }),
    );
    expect(own.dependsOn).to.deep.equal([{ containerName: "init", condition: "SUCCESS" }]);
    expect(init).to.not.have.property("dependsOn");
    expect(proxy.dependsOn).to.deep.equal([
      { containerName: "init", condition: "START" },
      { containerName: "orders", condition: "HEALTHY" },
    ]);
  });

  it("are pulled and read their secrets with the task's execution role", async () => {
    const recording = await record(() => {
      const platform = platformOf("dev");
      const { scope, key } = platform;
      const context = "services/order-management/invoice-service";
      const image = new ContainerImage("proxy", { scope, key, repository: "proxy", context });
      new MicroService("orders", {
        ...plainService(platform),
        sidecars: { proxy: { image, secrets: { B: { kind: "parameter", name: "/b" } } } },
      });
    });
    const statements = statementsOf(recording, "orders-execution");
    const resources = (sid: string) => statements.find(s => s.Sid === sid)?.Resource;
    expect(resources("PullImages")).to.deep.equal([
      "arn:aws:ecr:us-east-1:123456789012:repository/order-management/dev/orders",
      "arn:aws:ecr:us-east-1:123456789012:repository/order-management/dev/proxy",
    ]);
    expect(resources("ReadParameters")).to.deep.equal([
      "arn:aws:ssm:us-east-1:123456789012:parameter/b",
    ]);
    expect(containers(recording)[1].image).to.match(/\/dev\/proxy@sha256:/);
  });

  for (const [image, registry] of [
    [PINNED, "public.ecr.aws"],
    [`nginx@sha256:${"a".repeat(64)}`, "registry-1.docker.io"],
    [`proxy/proxy@sha256:${"a".repeat(64)}`, "registry-1.docker.io"],
    [
      `999999999999.dkr.ecr.us-east-1.amazonaws.com/proxy@sha256:${"a".repeat(64)}`,
      "999999999999.dkr.ecr.us-east-1.amazonaws.com",
    ],
  ]) {
    it(`from ${registry} take a network with a way there: ${image.split("@")[0]}`, async () => {
      expect(await failureOf(service({ proxy: { image } }, {}, { nat: "none" }))).to.contain(
        `orders needs ${registry} on the internet, and nat is "none"`,
      );
      const open = await service({ proxy: { image } }, {}, { endpoints: "derived" });
      const rule = open.only(aws.vpc.SecurityGroupEgressRule, "orders-to-internet");
      expect(rule.inputs).to.include({ cidrIpv4: "0.0.0.0/0", fromPort: 443 });
    });
  }

  it("from the account's own registry take none, and are pulled with the task's role", async () => {
    const image = `123456789012.dkr.ecr.us-east-1.amazonaws.com/tools/proxy@sha256:${"a".repeat(64)}`;
    const recording = await service({ proxy: { image } }, {}, { nat: "none" });
    const pull = statementsOf(recording, "orders-execution").find(s => s.Sid === "PullImages");
    expect(pull?.Resource).to.deep.equal([
      "arn:aws:ecr:us-east-1:123456789012:repository/order-management/dev/orders",
      "arn:aws:ecr:us-east-1:123456789012:repository/tools/proxy",
    ]);
  });

  const mistakes: [Record<string, Sidecar>, string][] = [
    [{ "a b": { image: PINNED } }, "sidecar a b: its name takes 1 to 255 letters"],
    [{ orders: { image: PINNED } }, "sidecar orders has the name of the task's own container"],
    [
      { a: { image: "proxy:latest" } },
      'sidecar a: image is "proxy:latest"; pin it by its digest, name@sha256:…',
    ],
    [{ a: { image: PINNED, port: 70000 } }, "sidecar a: port is 70000; use 1 to 65535"],
    [{ a: { image: PINNED, port: 3001 } }, "sidecar a: port 3001 is orders's already"],
    [{ a: { image: PINNED, memory: 5 } }, "sidecar a: memory is 5 MiB; use a whole number from 6"],
    [
      { a: { image: PINNED, memory: 256 }, b: { image: PINNED, memory: 256 } },
      "its sidecars take 512 MiB of 512, which leaves the task's own none",
    ],
    [
      { a: { image: PINNED, before: "HEALTHY" } },
      "orders waits for a, to be HEALTHY, but it has no health",
    ],
  ];
  for (const [sidecars, message] of mistakes) {
    it(`refuses ${message}`, async () => {
      expect(await failureOf(service(sidecars))).to.contain(`orders: ${message}`);
    });
  }

  it("leave a port such as 80 to a container that is not root", async () => {
    const [own] = containers(await service({}, { port: 80 }));
    expect(own.user).to.equal("1001:1001");
    expect(own.systemControls).to.deep.equal([
      { namespace: "net.ipv4.ip_unprivileged_port_start", value: "80" },
    ]);
    const [usual] = containers(await service({}));
    expect(usual).to.not.have.property("systemControls");
  });
});
