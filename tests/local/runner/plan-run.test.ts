import { expect } from "chai";
import * as path from "node:path";
import type { StateResource } from "../../../local/runner";
import { plan, problem, stateDir } from "./fixtures/plan";
import * as state from "./fixtures/state";

describe("planRun", () => {
  it("finds database, migration, service and gateway on their own ports", () => {
    const { databases, migrations, services, gateways, notes } = plan([
      state.database(),
      ...state.migration(),
      ...state.service("order-service", { port: 3001 }),
      ...state.balancer(),
      state.rule(1, ["/api/orders*"], "order-service"),
    ]);
    expect(databases).to.deep.equal([
      {
        name: "oms",
        port: 5433,
        variable: "POSTGRES_PORT",
        major: "16",
        user: "orders",
        password: "s3cret's \\ word",
        database: "order_management",
        dataDir: path.join(stateDir, "postgres", "oms"),
      },
    ]);
    expect(migrations).to.have.length(1);
    expect(migrations[0]).to.deep.include({ command: ["node", "migrate.js"], timeoutSeconds: 60 });
    expect(services.map(({ name, listen }) => [name, listen])).to.deep.equal([
      ["order-service", { port: 3001, variable: "ORDER_SERVICE_PORT" }],
    ]);
    expect(services[0]).to.deep.include({
      context: state.echoContext,
      command: ["node", "dist/main.js"],
    });
    expect(gateways.map(({ port, variable }) => [port, variable])).to.deep.equal([
      [8080, "GATEWAY_PORT"],
    ]);
    expect(gateways[0].targetGroups.map(({ name, targets }) => [name, targets])).to.deep.equal([
      ["order-service-tg", [{ service: "order-service", host: "127.0.0.1", port: 3001 }]],
    ]);
    expect(notes).to.deep.equal([]);
  });

  it("leaves out what only waits for its deletion", () => {
    const old = state.service("old").map(resource => ({ ...resource, delete: true }));
    expect(plan(old).services).to.deep.equal([]);
  });

  describe("environment", () => {
    it("is the image's, then the task definition's, with its secrets resolved", () => {
      const { arn, resources } = state.credentials('{"user":"u","port":5432}');
      const [service] = plan([
        ...resources,
        state.parameter("/oms/plain", "p"),
        ...state.service("order-service", {
          env: { NODE_ENV: "test" },
          secrets: {
            BY_NAME: "/oms/plain",
            BY_ARN: state.parameterArn("/oms/plain"),
            WHOLE: arn,
            KEY: `${arn}:user::`,
            NUMBER: `${arn}:port:AWSCURRENT:v1`,
          },
        }),
      ]).services;
      expect(service.env).to.deep.equal({
        HOST: "127.0.0.1",
        NODE_ENV: "test",
        FROM_IMAGE: "of the image",
        NAME: "order-service",
        BY_NAME: "p",
        BY_ARN: "p",
        WHOLE: '{"user":"u","port":5432}',
        KEY: "u",
        NUMBER: "5432",
      });
    });

    const credentials = state.credentials('{"user":"u"}');
    const text = state.credentials("no json");
    const label = "aws:ecs/taskDefinition:TaskDefinition order-service: secret X from";
    const missing: [string, string, StateResource[], string][] = [
      ["parameter name", "/oms/none", [], "no such parameter is deployed"],
      ["parameter ARN", state.parameterArn("/no"), [], "no such parameter is deployed"],
      ["secret", credentials.arn, [], "no such secret with a value is deployed"],
      ["key", `${credentials.arn}:pass::`, credentials.resources, 'the secret has no key "pass"'],
      [
        "version",
        `${credentials.arn}:user::v2`,
        credentials.resources,
        "no such secret with a value is deployed",
      ],
      [
        "stage",
        `${credentials.arn}:user:AWSPREVIOUS:`,
        credentials.resources,
        "no such secret with a value is deployed",
      ],
      [
        "JSON",
        `${text.arn}:user::`,
        text.resources,
        "a key is asked for and the secret is no JSON object",
      ],
    ];
    for (const [what, from, resources, message] of missing) {
      it(`names task definition, variable and source when the ${what} is missing`, async () => {
        const secrets = { X: from };
        expect(
          await problem([...resources, ...state.service("order-service", { secrets })]),
        ).to.equal(`${label} ${from}: ${message}`);
      });
    }

    it("says that a state without its secrets is of no use", async () => {
      const hidden = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
      const message = await problem([state.parameter("/x", { ...hidden, ciphertext: "v1:abc" })]);
      expect(message).to.equal(
        "aws:ssm/parameter:Parameter /x: its secrets are encrypted; export the state with --show-secrets",
      );
    });
  });

  describe("ports", () => {
    it("gives two services of one port each their own, and says so", () => {
      const { services, notes } = plan([
        ...state.service("a-service", { port: 3000 }),
        ...state.service("b-service", { port: 3000 }),
      ]);
      expect(services.map(({ listen, env }) => [listen?.port, env.PORT])).to.deep.equal([
        [3000, undefined],
        [3001, "3001"],
      ]);
      expect(notes).to.deep.equal([
        "ports other than on AWS, which these variables choose: B_SERVICE_PORT 3001 (3000 is taken)",
      ]);
    });

    it("leaves a PORT that is not the container's port wrong, as it would be on AWS", () => {
      const env = { PORT: "9999" };
      const { services, notes } = plan(state.service("order-service", { port: 3001, env }), {
        ORDER_SERVICE_PORT: "4000",
      });
      expect(services[0].env.PORT).to.equal("9999");
      expect(services[0].healthChecks[0].port).to.equal(4000);
      expect(notes).to.deep.equal([
        "order-service: PORT is 9999 and its container maps 3001; ORDER_SERVICE_PORT is not applied",
      ]);
    });

    it("refuses a variable that is no port", async () => {
      for (const value of ["abc", "0", "65536", "80.5", "-1"]) {
        expect(await problem(state.balancer(), { GATEWAY_PORT: value })).to.equal(
          `GATEWAY_PORT is "${value}": set it to a port, 1 to 65535`,
        );
      }
    });

    it("refuses one port for two", async () => {
      const env = { GATEWAY_PORT: "5000", POSTGRES_PORT: "5000" };
      expect(await problem([state.database(), ...state.balancer()], env)).to.equal(
        "GATEWAY_PORT and POSTGRES_PORT are both 5000: give each a port of its own",
      );
    });
  });

  it("skips what has no build context, and what is scaled to none, and runs the rest", () => {
    const { services, skipped, gateways } = plan([
      ...state.service("foreign", { port: 3001, image: "nats:2" }),
      ...state.service("resting", { port: 3002, over: { desiredCount: 0 } }),
      ...state.service("order-service", { port: 3003 }),
      ...state.balancer(),
      state.rule(1, ["/f"], "foreign"),
    ]);
    expect(services.map(({ name }) => name)).to.deep.equal(["order-service"]);
    expect(skipped).to.deep.equal([
      { name: "foreign", reason: "needs Docker: no build context here makes its image nats:2" },
      { name: "resting", reason: "its desired count is 0" },
    ]);
    expect(gateways[0].targetGroups[0].targets).to.deep.equal([]);
  });

  it("runs the folder of an image that is only pulled, and says so", () => {
    const pulled = `${state.image}-pulled`;
    const image = (reference: string, context?: string) =>
      state.resource("infra:container-image:ContainerImage", "echo", { reference, context });
    const { services, skipped, notes } = plan([
      ...state.service("order-service", { port: 3003, image: pulled }),
      image(pulled, state.echoContext),
    ]);
    expect(services.map(({ name }) => name)).to.deep.equal(["order-service"]);
    expect(skipped).to.deep.equal([]);
    expect(notes).to.include(
      `${state.echoContext} runs as it is here: without Docker, its image ${pulled} cannot be pulled`,
    );
    const bare = plan([
      ...state.service("order-service", { port: 3003, image: pulled }),
      image(pulled),
    ]);
    expect(bare.skipped[0].reason).to.contain("no build context here makes its image");
  });

  it("takes the load balancer's defaults for a health check that says little", () => {
    const [service] = plan(
      state.service("order-service", {
        health: {
          path: undefined,
          matcher: undefined,
          interval: undefined,
          timeout: undefined,
          healthyThreshold: undefined,
          unhealthyThreshold: undefined,
        },
      }),
    ).services;
    expect(service.healthChecks).to.deep.equal([
      {
        path: "/",
        port: 4001,
        matcher: "200",
        intervalSeconds: 30,
        timeoutSeconds: 5,
        healthyThreshold: 5,
        unhealthyThreshold: 2,
        targetGroupArn: state.targetGroupArn("order-service"),
      },
    ]);
  });
});
