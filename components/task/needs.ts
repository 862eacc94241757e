import { Link } from "../link";
import { Needs, servicesOf } from "../plan/endpoints";
import { TaskRolesArgs, taskStatements } from "./roles";

/** What a task reaches beyond its links' peers: all that its roles let it call, and what its links name. */
export function needsOf(rights: TaskRolesArgs, links: readonly Link[]): Needs {
  return {
    awsServices: unique([
      ...servicesOf(rights.secrets, taskStatements(rights)),
      ...links.flatMap(link => link.awsServices ?? []),
    ]),
    internet: unique(links.flatMap(link => link.internet ?? [])),
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
