import { readConfig } from "./config";
import { createOrderClient } from "./order-client";
import { buildServer, serviceName } from "./server";
import { openDatabase } from "./shared/database";
import { runService } from "./shared/lifecycle";

void runService(serviceName, async () => {
  const config = readConfig(process.env);
  const { port, host, logLevel, nodeEnv, databaseUrl, poolMax } = config;
  const database = openDatabase({ url: databaseUrl, poolMax, applicationName: serviceName });
  const orders = createOrderClient(config.orderServiceUrl);
  return { app: await buildServer({ database, orders, logLevel, nodeEnv }), host, port };
});
