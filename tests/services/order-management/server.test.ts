import { expect } from "chai";
import type { FastifyInstance } from "fastify";

import { awayDatabase, awayService, invoiceApp, orderApp } from "./support/apps";
import { emptyDatabase, queryDatabase } from "../support/postgres";
import { until } from "../support/until";

const services: [string, (databaseUrl: string) => Promise<FastifyInstance>][] = [
  ["order-service", orderApp],
  ["invoice-service", databaseUrl => invoiceApp(databaseUrl, awayService)],
];

for (const [service, create] of services) {
  describe(`${service}: server`, () => {
    it("keeps an idle connection for longer than the load balancer's 60 s", async () => {
      const app = await create(awayDatabase);
      const { keepAliveTimeout } = app.server;
      await app.close();
      expect(keepAliveTimeout).to.equal(65_000);
    });

    it("closes its connections to the database with itself", async () => {
      const databaseUrl = await emptyDatabase();
      const connected = async () => {
        const statement =
          "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        return (await queryDatabase(databaseUrl, statement)).length;
      };
      const app = await create(databaseUrl);
      await app.inject("/health/ready");
      expect(await connected()).to.equal(1);
      await app.close();
      await until(async () => (await connected()) === 0);
    });
  });
}
