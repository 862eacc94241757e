import { Statement } from "../../plan/iam-statements";
import { unique } from "../../plan/lists";
import { Scope } from "../../plan/scope";

/** What an update of a system may do with one AWS service. Names are of the service's own actions. */
export interface Grant {
  /** Part of the statements' ids. */
  role: string;
  /** Prefix of the actions. */
  service: string;
  /** Actions that take no resource. */
  anywhere?: string;
  /** Actions that make a thing, with the system's tags on it. */
  create?: string;
  /** Actions on things that bear the system's tags. */
  owned?: string;
  /** Actions on things with the system's names. */
  named?: { actions: string; resources: readonly string[] };
}

/** Patterns of names with `app` first and the environment last, as `Scope.name()` makes them. */
export function names({ app, label }: Scope): string[] {
  return [`${app}-${label}*`, `${app}-*-${label}*`];
}

/** The statements of a grant: one for each of its kinds of actions. */
export function statementsOf(scope: Scope, grant: Grant): Statement[] {
  const { role, create, owned, anywhere, named } = grant;
  const actions = (...lists: (string | undefined)[]) =>
    unique(lists.flatMap(words)).map(action => `${grant.service}:${action}`);
  const tag = (kind: string) => ({
    [`aws:${kind}/Application`]: scope.app,
    [`aws:${kind}/Environment`]: scope.label,
  });
  const statements: Statement[] = [
    { sid: `${role}Anywhere`, actions: actions(anywhere), resources: ["*"] },
    {
      sid: `${role}Create`,
      actions: actions(create),
      resources: ["*"],
      // What is another system's bears its name already, and is not taken over by a tag.
      conditions: {
        StringEquals: tag("RequestTag"),
        Null: { "aws:ResourceTag/Application": "true" },
      },
    },
    {
      sid: `${role}Owned`,
      // A thing is made in another, as a subnet in a network, which has to be the system's too.
      actions: actions(owned, owned === undefined ? undefined : create),
      resources: ["*"],
      conditions: { StringEquals: tag("ResourceTag") },
    },
    { sid: `${role}Named`, actions: actions(named?.actions), resources: named?.resources ?? [] },
  ];
  return statements.filter(({ actions, resources }) => actions.length * resources.length > 0);
}

/** The actions of a list. */
export function words(list: string | undefined): string[] {
  return list === undefined ? [] : list.trim().split(/\s+/);
}
