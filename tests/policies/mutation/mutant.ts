import type { packs } from "../../../policies/packs";
import type { StackResource } from "../support/judge";

/** A mistake that somebody makes in a system that was right. */
export interface Mutant {
  /** Short name, in kebab case. */
  id: string;
  /** The mistake in words, for the table. */
  mistake: string;
  /** The pack that must see it, and its rule. */
  pack: keyof typeof packs;
  rule: string;
  /** Tokens of the resources in which it is made, without `aws:` in front where that is all that lacks. */
  type: string;
  /** Which of them; all when left out. */
  where?: (resource: StackResource, stack: readonly StackResource[]) => boolean;
  /** The environment in which it is a mistake, where it is right in the other. */
  only?: "prod";
  /** Makes the mistake: in what the program asks for and in what came of it alike. `removed` takes the resource away. */
  change: "removed" | ((props: Record<string, any>, resource: StackResource) => void);
  /** Token of the resource that is reported, where it is another: the one that the changed one belongs to. */
  reports?: string;
  /** Which of these others; all that belong together when left out. */
  reportsWhere?: (resource: StackResource) => boolean;
  /** Why no rule reports it, where none should. */
  equivalent?: string;
}

/** Sets a property. */
export function set(path: string, value: unknown): (props: Record<string, any>) => void {
  return props => {
    const keys = path.split(".");
    const last = keys.pop() as string;
    let target: any = props;
    for (const key of keys) {
      target = target[key] ??= {};
    }
    target[last] = value;
  };
}

/** Leaves a property out. */
export function drop(...names: readonly string[]): (props: Record<string, any>) => void {
  return props => names.forEach(name => delete props[name]);
}

/** Changes the first statement of a policy document that the test picks, or the first of all. */
export function statement(
  property: string,
  change: (statement: any) => void,
  pick: (statement: any) => boolean = ({ Effect }) => Effect === "Allow",
): (props: Record<string, any>) => void {
  return props => {
    const document = JSON.parse(props[property]);
    const found = document.Statement.find(pick);
    if (found === undefined) {
      throw new Error(`${property} has no statement to change`);
    }
    change(found);
    props[property] = JSON.stringify(document);
  };
}

/** Adds a statement to a policy document. */
export function allow(
  property: string,
  added: Record<string, unknown>,
): (props: Record<string, any>) => void {
  return props => {
    const document = JSON.parse(props[property]);
    document.Statement.push({ Sid: "Mistake", Effect: "Allow", ...added });
    props[property] = JSON.stringify(document);
  };
}

/** Changes the first container of a task definition. */
export function container(change: (container: any) => void): (props: Record<string, any>) => void {
  return props => {
    const containers = JSON.parse(props.containerDefinitions);
    change(containers[0]);
    props.containerDefinitions = JSON.stringify(containers);
  };
}
