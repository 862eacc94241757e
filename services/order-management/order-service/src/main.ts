import { readConfig } from "./config";
import { buildServer, serviceName } from "./server";
import { openDatabase } from "./shared/database";
import { runService } from "./shared/lifecycle";

void runService(serviceName, async () => {
  const { port, host, logLevel, nodeEnv, databaseUrl, poolMax } = readConfig(process.env);
  const database = openDatabase({ url: databaseUrl, poolMax, applicationName: serviceName });
  return { app: await buildServer({ database, logLevel, nodeEnv }), host, port };
});
