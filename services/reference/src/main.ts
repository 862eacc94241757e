import { readConfig } from "./config";
import { buildServer } from "./server";
import { runService } from "./shared/lifecycle";

void runService(process.env.SERVICE_NAME || "reference", () => {
  const config = readConfig(process.env);
  return Promise.resolve({ app: buildServer(config), host: config.host, port: config.port });
});
