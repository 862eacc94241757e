import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { ContainerImage, MicroService, MicroServiceArgs, MigrationTask } from "../../components";
import { containerOf } from "../support/documents";
import { failureOf } from "../support/failure";
import { record } from "../support/mocks";
import { platformOf } from "../support/platform";

type Args = Omit<MicroServiceArgs, "platform">;

const base: Args = {
  image: { context: "services/order-management/order-service" },
  port: 3001,
  size: { cpu: 512, memory: 1024 },
  health: { path: "/health" },
  scaling: { min: 2, max: 10 },
  discovery: "serviceConnect",
};

/** A service that is reached by Service Connect, and one without a proxy of its own need that calls it. */
const pair = (server: Partial<Args> = {}, client: Partial<Args> = {}) =>
  record(() => {
    const platform = platformOf("dev");
    const orders = new MicroService("orders", { ...base, ...server, platform });
    return new MicroService("invoices", {
      ...base,
      discovery: "cloudMap",
      port: 3004,
      ...client,
      platform,
      link: [orders],
    });
  });

const LOG = {
  logDriver: "awslogs",
  options: {
    "awslogs-group": "/ecs/order-management-dev",
    "awslogs-region": "us-east-1",
    "awslogs-stream-prefix": "orders",
  },
};

describe("a service that is reached by Service Connect", () => {
  it("has a named HTTP port, an alias of its URL and no place in Cloud Map", async () => {
    const recording = await pair();
    const { inputs } = recording.only(aws.ecs.Service, "orders");
    expect(inputs).to.not.have.property("serviceRegistries");
    expect(recording.all(aws.servicediscovery.Service).map(({ name }) => name)).to.deep.equal([
      "invoices",
    ]);
    const { namespace, ...connect } = inputs.serviceConnectConfiguration;
    expect(namespace).to.match(
      /^arn:aws:servicediscovery:us-east-1:123456789012:namespace\/ns-[0-9a-z]{16}$/,
    );
    expect(connect).to.deep.equal({
      enabled: true,
      logConfiguration: LOG,
      services: [
        {
          portName: "http",
          discoveryName: "orders-connect",
          clientAlias: [{ port: 3001, dnsName: "orders.order-management-dev.internal" }],
        },
      ],
    });
    expect(containerOf(recording, "orders").portMappings).to.deep.equal([
      { containerPort: 3001, protocol: "tcp", name: "http", appProtocol: "http" },
    ]);
    expect(recording.only(aws.ssm.Parameter, "orders-url").inputs.value).to.equal(
      "http://orders.order-management-dev.internal:3001",
    );
  });

  it("makes those who call it run a proxy, and stay where they were themselves", async () => {
    const recording = await pair();
    const { inputs } = recording.only(aws.ecs.Service, "invoices");
    expect(inputs.serviceConnectConfiguration).to.include({ enabled: true });
    expect(inputs.serviceConnectConfiguration).to.not.have.property("services");
    expect(inputs.serviceRegistries).to.have.property("registryArn");
    expect(containerOf(recording, "invoices").portMappings).to.deep.equal([
      { containerPort: 3004, protocol: "tcp" },
    ]);
  });

  it("costs those nothing who call others", async () => {
    const recording = await pair({ discovery: "cloudMap" });
    for (const { inputs } of recording.all(aws.ecs.Service)) {
      expect(inputs).to.not.have.property("serviceConnectConfiguration");
    }
  });

  it("can be deployed blue/green without routes, and then needs no role", async () => {
    const recording = await pair({ deployment: { strategy: "blueGreen" } });
    const { inputs } = recording.only(aws.ecs.Service, "orders");
    expect(inputs.deploymentConfiguration.strategy).to.equal("BLUE_GREEN");
    expect(inputs).to.not.have.property("loadBalancers");
    expect(recording.all(aws.iam.Role).map(({ name }) => name)).to.not.include("orders-deployment");
  });

  it("is refused to CodeDeploy, its own or a linked service's", async () => {
    const deployment = { strategy: "codeDeploy" } as const;
    const message = "cannot do with Service Connect";
    const routes = ["/x*"];
    expect(await failureOf(pair({ deployment, routes }))).to.contain(message);
    expect(await failureOf(pair({}, { deployment, routes }))).to.contain(message);
  });

  it("is refused to a one-off task, which has no proxy", async () => {
    const migration = record(() => {
      const platform = platformOf("dev");
      const { scope, key } = platform;
      const orders = new MicroService("orders", { ...base, platform });
      const context = "services/order-management/order-service";
      return new MigrationTask("migration", {
        platform,
        image: new ContainerImage("image", { scope, key, repository: "orders", context }),
        command: ["migrate"],
        size: { cpu: 256, memory: 512 },
        link: [orders],
      });
    });
    expect(await failureOf(migration)).to.contain("which a one-off task cannot reach");
  });
});
