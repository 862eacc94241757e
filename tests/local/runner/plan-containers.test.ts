import { expect } from "chai";
import type { StateResource } from "../../../local/runner";
import { plan, problem, stateDir } from "./fixtures/plan";
import * as state from "./fixtures/state";

/** A service whose task has several containers; what is not said of one is as the service's own. */
function service(
  containers: Record<string, unknown>[],
  over: Record<string, unknown> = {},
  volumes: unknown[] = [],
): StateResource[] {
  const definitions = containers.map(container => ({ image: state.image, ...container }));
  return [
    state.resource("aws:ecs/taskDefinition:TaskDefinition", "api", {
      arn: state.taskArn("api"),
      family: "api",
      containerDefinitions: JSON.stringify(definitions),
      volumes,
    }),
    state.resource("aws:ecs/service:Service", "api", {
      name: "api",
      taskDefinition: state.taskArn("api"),
      desiredCount: 1,
      ...over,
    }),
  ];
}
const port = (containerPort: number) => ({ portMappings: [{ containerPort }] });

describe("planRun: containers of a task", () => {
  const tracer = { name: "tracer", essential: false, ...port(4317) };
  const api = { name: "api", environment: [{ name: "NAME", value: "api" }], ...port(3000) };

  it("runs the first essential one, and says that the others stay out", () => {
    const { services, notes } = plan(service([tracer, api]));
    expect(services.map(({ name, env }) => [name, env.NAME])).to.deep.equal([["api", "api"]]);
    expect(notes).to.deep.equal([
      "container tracer of api does not run here: it stands beside the service",
    ]);
  });

  it("runs the one that Cloud Map knows before it", () => {
    const registry = { registryArn: "arn:registry", containerName: "api" };
    const essential = { ...tracer, essential: true };
    const { services } = plan(service([essential, api], { serviceRegistries: registry }));
    expect(services[0].env.NAME).to.equal("api");
  });

  it("refuses a task that needs none of its containers", async () => {
    expect(await problem(service([tracer]))).to.equal(
      "aws:ecs/service:Service api: its task definition has no essential container",
    );
  });

  it("gives what it mounts a folder of the stack's, in its variables and words too", () => {
    const volume = {
      name: "files",
      efsVolumeConfiguration: { fileSystemId: "fs-1", rootDirectory: "/a/b" },
    };
    const { services } = plan(
      service(
        [
          {
            ...api,
            command: ["node", "main.js", "/data/in", "/database"],
            environment: [{ name: "FOLDER", value: "/data" }],
            mountPoints: [{ sourceVolume: "files", containerPath: "/data" }],
          },
        ],
        {},
        [volume, { name: "scratch" }],
      ),
    );
    const folder = `${stateDir}/volumes/fs-1-a-b`;
    expect(services[0].folders).to.deep.equal([folder]);
    expect(services[0].env.FOLDER).to.equal(folder);
    expect(services[0].command).to.deep.equal(["node", "main.js", `${folder}/in`, "/database"]);
  });

  it("asks what the container's own check asks, its port as the variable that holds it", () => {
    const check = (url: string) => ({
      healthCheck: { command: ["CMD-SHELL", `wget -q ${url} || exit 1`], interval: 10, timeout: 3 },
    });
    const [service1] = plan(service([{ ...api, ...check("http://127.0.0.1:${PORT}/health") }]), {
      API_PORT: "9000",
    }).services;
    expect(service1.healthChecks).to.deep.equal([
      {
        path: "/health",
        port: 9000,
        matcher: "200-399",
        intervalSeconds: 10,
        timeoutSeconds: 3,
        healthyThreshold: 1,
        unhealthyThreshold: 3,
      },
    ]);
  });

  it("says that a secret's value is an operator's to give, and takes one of the user's", () => {
    const arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:/oms/openai-AbCdEf";
    const resources = [
      state.resource("aws:secretsmanager/secret:Secret", "openai", { arn, name: "/oms/openai" }),
      ...state.service("chatbot", { secrets: { OPENAI_API_KEY: arn } }),
    ];
    const without = plan(resources);
    expect(without.services[0].env.OPENAI_API_KEY).to.equal("not-set");
    expect(without.notes).to.deep.equal([
      'secrets whose values an operator puts on AWS are "not-set" here, ' +
        "until these variables are set: OPENAI_API_KEY",
    ]);
    const given = plan(resources, { OPENAI_API_KEY: "sk" });
    expect([given.services[0].env.OPENAI_API_KEY, given.notes]).to.deep.equal(["sk", []]);
  });
});

describe("planRun: many services", () => {
  const names = ["auth", "event", "ticket", "payment", "notification"];

  it("gives each a port of its own, and moves nobody who has what he asked for", () => {
    const { services, gateways } = plan([
      ...names.flatMap(name => state.service(name, { port: 8080 })),
      ...state.service("late", { port: 8081 }),
      ...state.service("web", { port: 80 }),
      ...state.balancer(),
    ]);
    expect(gateways[0].port).to.equal(8080);
    expect(services.map(({ name, listen }) => [name, listen?.port])).to.deep.equal([
      ["auth", 8082],
      ["event", 8083],
      ["late", 8081],
      ["notification", 8084],
      ["payment", 8085],
      ["ticket", 8086],
      ["web", 8087],
    ]);
  });

  it("says why a port of root's is another here", () => {
    const { services, notes } = plan(state.service("web", { port: 80, env: { PORT: "80" } }));
    expect(services[0].env.PORT).to.equal("8080");
    expect(notes).to.deep.equal([
      "ports other than on AWS, which these variables choose: WEB_PORT 8080 (80 is root's)",
    ]);
    expect(
      plan(state.service("web", { port: 80 }), { WEB_PORT: "80" }).services[0].listen?.port,
    ).to.equal(80);
  });

  it("keeps a service's variable apart from the load balancer's", () => {
    const { services, gateways } = plan(
      [...state.service("gateway", { port: 8000 }), ...state.balancer()],
      { GATEWAY_PORT: "9000", GATEWAY_SERVICE_PORT: "9001" },
    );
    expect([gateways[0].port, services[0].listen?.port]).to.deep.equal([9000, 9001]);
  });
});

describe("planRun: what answers elsewhere", () => {
  it("says once what nothing here stands for, and nothing of the rest", () => {
    const { skipped } = plan([
      state.resource("aws:cloudfront/distribution:Distribution", "site", {}),
      state.resource("aws:cloudwatch/dashboard:Dashboard", "board", {}),
      state.resource("aws:backup/plan:Plan", "plan", {}),
    ]);
    expect(skipped).to.deep.equal([
      {
        name: "site",
        reason:
          "a content delivery network; its files and the load balancer behind it are asked directly",
      },
    ]);
  });
});
