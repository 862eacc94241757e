import {
  type CommonConfig,
  type Environment,
  EnvironmentReader,
  readCommonConfig,
} from "./shared/environment";

/** What the invoice service reads from its environment. */
export interface Config extends CommonConfig {
  /** Base URL of the order service: `ORDER_SERVICE_URL`. */
  orderServiceUrl: string;
}

/** Reads the service's environment; throws an EnvironmentError that lists every mistake. */
export function readConfig(env: Environment): Config {
  const reader = new EnvironmentReader(env);
  const config = {
    ...readCommonConfig(reader, 3004),
    orderServiceUrl: reader.url("ORDER_SERVICE_URL", "http://HOST:PORT", ({ protocol }) =>
      ["http:", "https:"].includes(protocol),
    ),
  };
  reader.finish();
  return config;
}
