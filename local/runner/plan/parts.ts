import type { SkippedPlan } from "../types";
import { readCaches, type Cache } from "./caches";
import { declaredEnvironment, readTasks } from "./containers";
import { readDatabases, type Database } from "./databases";
import { readElsewhere } from "./elsewhere";
import { foreignDatabases } from "./foreign-databases";
import { readFronts, readTargetGroups, type Front } from "./gateways";
import type { TargetGroup } from "./health";
import { readMigrations, type Migration } from "./migrations";
import { placeholder, secretResolver, type SecretResolver } from "./secrets";
import { readUnits, type Unit } from "./services";
import type { State } from "./state";

/** What a run is about, as the state has it. */
export interface Parts {
  units: Unit[];
  migrations: Migration[];
  databases: Database[];
  caches: Cache[];
  fronts: Front[];
  groups: TargetGroup[];
  secrets: SecretResolver;
  /** Deployed things that nothing here stands for. */
  elsewhere: SkippedPlan[];
}

/** Reads the parts of a stack. What differs from AWS is said through `note`. */
export function readParts(
  state: State,
  env: Record<string, string | undefined>,
  note: (line: string) => void,
): Parts {
  const tasks = readTasks(state);
  const units = readUnits(state, tasks, note);
  const migrations = readMigrations(state, tasks);
  const deployed = readDatabases(state);
  const caches = readCaches(state);
  const unset = new Set<string>();
  const secrets = secretResolver(state, {
    managed: managedSecrets(deployed),
    env,
    unset: variable => void unset.add(variable),
  });
  const environments = [...units, ...migrations].map(({ task, container }) =>
    resolvable(() => declaredEnvironment(task, container, secrets)),
  );
  const foreign = foreignDatabases(environments, new Set(deployed.flatMap(({ hosts }) => hosts)));
  for (const { identifier } of foreign) {
    note(`${identifier} is not part of this stack: a PostgreSQL of this machine stands for it`);
  }
  if (unset.size > 0) {
    note(
      `secrets whose values an operator puts on AWS are "${placeholder}" here, ` +
        `until these variables are set: ${[...unset].join(", ")}`,
    );
  }
  return {
    units,
    migrations,
    databases: [...deployed, ...foreign],
    caches,
    fronts: readFronts(state, note),
    groups: readTargetGroups(state),
    secrets,
    elsewhere: readElsewhere(state),
  };
}

/** The secrets that RDS makes, as it writes them. */
function managedSecrets(databases: Database[]): Map<string, string> {
  return new Map(
    databases.flatMap(({ managedSecretArn, user, password }) =>
      managedSecretArn === undefined
        ? []
        : [[managedSecretArn, JSON.stringify({ username: user, password })] as const],
    ),
  );
}

/** What cannot be resolved is said when its container is planned. */
function resolvable(read: () => Record<string, string>): Record<string, string> {
  try {
    return read();
  } catch {
    return {};
  }
}
