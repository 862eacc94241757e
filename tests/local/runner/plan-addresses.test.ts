import { expect } from "chai";
import { plan, problem } from "./fixtures/plan";
import * as state from "./fixtures/state";

describe("planRun: addresses", () => {
  const url = state.databaseUrl("pw");
  const secrets = { DATABASE_URL: state.parameterArn("/oms/database/url") };

  it("points database URLs to this machine, without TLS", () => {
    const [service] = plan([
      state.database(),
      url,
      ...state.service("order-service", { secrets }),
    ]).services;
    expect(service.env.DATABASE_URL).to.equal(
      "postgresql://orders:pw@127.0.0.1:5433/order_management?sslmode=disable",
    );
  });

  it("points Cloud Map names to the port of the service that registers them", () => {
    const env = { ORDER_SERVICE_URL: "http://order-service.oms.local:3001/x" };
    const { services } = plan(
      [
        ...state.discovery("order-service"),
        ...state.service("order-service", { port: 3001, registered: true }),
        ...state.service("invoice-service", { port: 3004, env }),
      ],
      { ORDER_SERVICE_PORT: "4444" },
    );
    const [invoice, order] = services;
    expect(invoice.env.ORDER_SERVICE_URL).to.equal("http://127.0.0.1:4444/x");
    expect(order.env.PORT).to.equal("4444");
  });

  it("points the names of Service Connect to the port of the service that has them", () => {
    const services = [{ clientAlias: [{ dnsName: "order-service.oms.local", port: 3001 }] }];
    const env = { ORDER_SERVICE_URL: "http://order-service.oms.local:3001" };
    const [invoice] = plan(
      [
        ...state.discovery(),
        ...state.service("order-service", {
          port: 3001,
          over: { serviceConnectConfiguration: { enabled: true, services } },
        }),
        ...state.service("invoice-service", { port: 3004, env }),
      ],
      { ORDER_SERVICE_PORT: "4444" },
    ).services;
    expect(invoice.env.ORDER_SERVICE_URL).to.equal("http://127.0.0.1:4444");
  });

  const wrong: [string, string, string][] = [
    [
      "port of a service",
      "http://order-service.oms.local:3005",
      "names order-service.oms.local:3005, which listens on 3001",
    ],
    [
      "port that a URL implies",
      "http://order-service.oms.local/api",
      "names order-service.oms.local:80, which listens on 3001",
    ],
    [
      "name",
      "http://orders.oms.local:3001",
      "names orders.oms.local:3001, which no service registers",
    ],
    [
      "name that nobody registers",
      "http://spare.oms.local:3001",
      "names spare.oms.local, which no service with a port registers",
    ],
    [
      "port of the database",
      `postgresql://u:p@${state.databaseHost}:5433/db`,
      `names ${state.databaseHost}:5433, which listens on 5432`,
    ],
  ];
  for (const [what, value, message] of wrong) {
    it(`refuses a wrong ${what}`, async () => {
      const resources = [
        state.database(),
        ...state.discovery("order-service", "spare"),
        ...state.service("order-service", {
          port: 3001,
          registered: true,
          env: { TARGET: value },
        }),
      ];
      expect(await problem(resources)).to.equal(
        `aws:ecs/taskDefinition:TaskDefinition order-service: TARGET ${message}`,
      );
    });
  }

  it("says where a database's host stands alone", () => {
    const env = { DB_HOST: state.databaseHost };
    const { services, notes } = plan([
      state.database(),
      ...state.service("order-service", { env }),
    ]);
    expect(services[0].env.DB_HOST).to.equal("127.0.0.1");
    expect(notes).to.deep.equal([
      "order-service: DB_HOST names the database without its port; here it listens on 5433, on AWS on 5432",
    ]);
  });
});
