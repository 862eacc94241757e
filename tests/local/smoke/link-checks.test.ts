import { expect } from "chai";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import type { Running } from "../../../local/runner";
import type { ServicePlan } from "../../../local/runner/types";
import { runChecks } from "../../../local/smoke/checks";
import {
  brokerChecks,
  type Kept,
  keptChecks,
  readinessChecks,
  workChecks,
} from "../../../local/smoke/link-checks";

/** A service that answers, by method and path, with a status and a body. */
class Service {
  private readonly server = http.createServer((request, response) => {
    let text = "";
    request.on("data", (part: Buffer) => (text += part.toString()));
    request.on("end", () => {
      const asked = `${request.method} ${request.url}`;
      const [status, body] = this.answer(asked, text);
      response.writeHead(status).end(JSON.stringify(body));
    });
  });
  answer: (asked: string, body: string) => [number, unknown] = () => [404, {}];

  async plan(env: Record<string, string>): Promise<ServicePlan> {
    await new Promise<void>(resolve => this.server.listen(0, "127.0.0.1", resolve));
    const { port } = this.server.address() as AddressInfo;
    const listen = { port, variable: "ORDER_PORT" };
    const process = { context: "", command: [], folders: [], healthChecks: [] };
    return { name: "order", env, listen, ...process };
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

const env = { BASE_PATH: "/api", RESOURCES: "orders,items", DATABASE_URL: "postgresql://x" };

describe("smoke of what services are linked to", () => {
  let service: Service;
  beforeEach(() => (service = new Service()));
  afterEach(() => service.close());

  const failures = async (checks: Parameters<typeof runChecks>[0]) =>
    (await runChecks(checks, () => undefined)).map(({ failure }) => failure);

  describe("a service that is asked whether it is ready", () => {
    it("is taken at its word", async () => {
      const plan = await service.plan({ READY_PATHS: "/ready" });
      service.answer = asked => [asked === "GET /ready" ? 200 : 500, {}];
      expect(await failures(readinessChecks(plan))).to.deep.equal([undefined]);
    });

    it("has what is away told", async () => {
      const plan = await service.plan({ READY_PATHS: "/ready" });
      const dependencies = { database: "up", cache: "away", broker: "away" };
      service.answer = () => [503, { dependencies }];
      expect(await failures(readinessChecks(plan))).to.deep.equal(["got 503: cache, broker away"]);
    });

    it("is asked nowhere when it has no path for it", async () => {
      expect(readinessChecks(await service.plan({}))).to.deep.equal([]);
    });
  });

  describe("a service with a database", () => {
    const keeping = () => {
      let document: unknown;
      service.answer = (asked, body) => {
        if (asked === "POST /api/orders") {
          document = JSON.parse(body);
          return [201, { id: "7" }];
        }
        return asked === "GET /api/orders/7" ? [200, { document }] : [404, {}];
      };
    };

    it("is given something to keep, and asked for it again", async () => {
      const plan = await service.plan(env);
      keeping();
      const kept: Kept[] = [];
      expect(await failures(workChecks(plan, kept))).to.deep.equal([undefined]);
      expect(kept.map(({ path }) => path)).to.deep.equal(["/api/orders/7"]);
      expect(await failures(keptChecks([plan], kept))).to.deep.equal([undefined]);
    });

    it("that has lost it is found", async () => {
      const plan = await service.plan(env);
      keeping();
      const kept: Kept[] = [];
      await failures(workChecks(plan, kept));
      service.answer = () => [404, {}];
      expect(await failures(keptChecks([plan], kept))).to.deep.equal(["status is 404, wanted 200"]);
    });

    it("that gives back something else is found", async () => {
      const plan = await service.plan(env);
      service.answer = asked =>
        asked.startsWith("POST") ? [201, { id: "7" }] : [200, { document: {} }];
      const [failure] = await failures(workChecks(plan, []));
      expect(failure).to.match(/^document is {}, wanted {"made":/);
    });

    it("with a broker hears of it", async () => {
      const plan = await service.plan({ ...env, NATS_URL: "nats://x" });
      keeping();
      const { answer } = service;
      let asks = 0;
      service.answer = (asked, body) =>
        asked === "GET /api/events" ? [200, { received: asks++ }] : answer(asked, body);
      expect(await failures(workChecks(plan, []))).to.deep.equal([undefined, undefined]);
      expect(asks).to.equal(2);
    });

    it("is all that is asked", async () => {
      const without = { BASE_PATH: "/api", RESOURCES: "orders" };
      expect(workChecks(await service.plan(without), [])).to.deep.equal([]);
    });
  });

  describe("a broker", () => {
    it("is stopped, which those linked to it must tell, and started again", async () => {
      const linked = await service.plan({ NATS_URL: "nats://x", READY_PATHS: "/ready" });
      const broker: ServicePlan = { ...linked, name: "nats", env: {}, first: true };
      let up = true;
      service.answer = () => [up ? 200 : 503, {}];
      const running = {
        plan: { services: [broker, linked] },
        stopService: () => Promise.resolve(void (up = false)),
        startService: () => Promise.resolve(void (up = true)),
      } as unknown as Running;
      expect(await runChecks(brokerChecks(running), () => undefined)).to.deep.equal([
        { name: "nats is stopped: order are not ready", failure: undefined },
        { name: "nats is started again: they are ready", failure: undefined },
      ]);
      service.answer = () => [200, {}];
      expect((await failures(brokerChecks(running)))[0]).to.equal(
        "order /ready is 200, wanted 503",
      );
    });
  });
});
