import {
  type CommonConfig,
  type Environment,
  EnvironmentReader,
  readCommonConfig,
} from "./shared/environment";

/** Reads the service's environment; throws an EnvironmentError that lists every mistake. */
export function readConfig(env: Environment): CommonConfig {
  const reader = new EnvironmentReader(env);
  const config = readCommonConfig(reader, 3001);
  reader.finish();
  return config;
}
