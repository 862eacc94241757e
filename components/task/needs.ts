import { Link } from "../link";
import { Needs, servicesOf } from "../plan/endpoints";
import { unique } from "../plan/lists";
import { TaskRolesArgs, taskStatements } from "./roles";

/** What {@link needsOf} is asked about. */
export interface Needy {
  rights: TaskRolesArgs;
  links: readonly Link[];
  /** Hosts that images are pulled from, but for the account's own registry. */
  registries: readonly string[];
}

/** What a task reaches beyond its links' peers: all that its roles let it call, its links name and its images come from. */
export function needsOf({ rights, links, registries }: Needy): Needs {
  return {
    awsServices: unique([
      ...servicesOf(rights.secrets, taskStatements(rights)),
      ...links.flatMap(link => link.awsServices ?? []),
    ]).sort(),
    internet: unique([...links.flatMap(link => link.internet ?? []), ...registries]).sort(),
  };
}
