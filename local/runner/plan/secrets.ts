import { z } from "zod";
import { RunError } from "../errors";
import { secret, secretVersion, ssmParameter } from "./resources";
import type { State } from "./state";

/** Finds the value that ECS would put into a container's variable for a secret's `valueFrom`. */
export type SecretResolver = (valueFrom: string, variable: string) => string;

/** What stands for a value that nobody has given. */
export const placeholder = "not-set";

/** Where values come from that are not in the state. */
export interface SecretSources {
  /** Secrets that RDS keeps itself: their text by ARN. */
  managed: Map<string, string>;
  /** Values of the user's own, by the variable that the container gets. */
  env: Record<string, string | undefined>;
  /** Told of each variable whose value nobody has given. */
  unset: (variable: string) => void;
}

const secretsManager =
  /^(arn:[^:]+:secretsmanager:[^:]+:[^:]+:secret:[^:]+)(?::([^:]*):([^:]*):([^:]*)|:([^:]*))?$/;
const parameterArn = /^arn:[^:]+:ssm:[^:]+:[^:]+:parameter\//;

/**
 * Resolves Parameter Store names and ARNs, and Secrets Manager ARNs with their optional
 * `:json-key:version-stage:version-id`.
 */
export function secretResolver(state: State, sources: SecretSources): SecretResolver {
  const parameters = state.all("aws:ssm/parameter:Parameter", ssmParameter);
  const secrets = state.all("aws:secretsmanager/secret:Secret", secret);
  const versions = state.all("aws:secretsmanager/secretVersion:SecretVersion", secretVersion);

  return (valueFrom, variable) => {
    const [, arn, longKey, stage, version, shortKey] = secretsManager.exec(valueFrom) ?? [];
    if (arn !== undefined) {
      const managed = sources.managed.get(arn);
      if (managed !== undefined) {
        return secretValue(managed, longKey ?? shortKey);
      }
      // A version may name its secret by ARN or by name.
      const deployed = secrets.filter(({ props }) => props.arn === arn);
      const names = deployed.flatMap(({ props }) => [props.id, props.name]);
      const own = versions.filter(
        ({ props }) => props.secretId === arn || names.includes(props.secretId),
      );
      if (deployed.length > 0 && own.length === 0) {
        return givenValue(variable, sources);
      }
      const found = own.find(
        ({ props }) =>
          (!version || props.versionId === version) &&
          (props.versionStages ?? ["AWSCURRENT"]).includes(stage || "AWSCURRENT"),
      );
      return secretValue(found?.props.secretString, longKey ?? shortKey);
    }
    const found = parameters.find(({ props }) =>
      parameterArn.test(valueFrom) ? props.arn === valueFrom : props.name === valueFrom,
    );
    const value = found?.props.value ?? found?.props.insecureValue;
    if (value === undefined || value === null) {
      throw new RunError("no such parameter is deployed");
    }
    return value;
  };
}

/** A secret whose value an operator puts on AWS never passes through the program. */
function givenValue(variable: string, { env, unset }: SecretSources): string {
  const value = env[variable];
  if (value) {
    return value;
  }
  unset(variable);
  return placeholder;
}

function secretValue(text: string | null | undefined, key: string | undefined): string {
  if (text === undefined || text === null) {
    throw new RunError("no such secret with a value is deployed");
  }
  if (key === undefined || key === "") {
    return text;
  }
  const value = parseObject(text)[key];
  if (value === undefined) {
    throw new RunError(`the secret has no key "${key}"`);
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    // The parser's own words could quote the secret.
    throw new RunError("a key is asked for and the secret is no JSON object");
  }
}
