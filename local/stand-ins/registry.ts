import { Values, asText } from "./values";

/** Is told what took effect. */
export interface Journal {
  put(resource: Existing): void;
  gone(urn: string, id: string, outputs: Values): void;
}

/** Whether a type lives in an AWS account. The others are values of the state alone, or are made again at will. */
export function livesInAccount(type: string): boolean {
  return type.startsWith("aws:");
}

/** A resource that a stack has. */
export interface Existing {
  urn: string;
  type: string;
  id: string;
  inputs: Values;
  outputs: Values;
}

/** The stack of a URN, `stack::project`. */
function stackOf(urn: string): string {
  const [, stack, project] = /^urn:pulumi:(.*?)::(.*?)::/.exec(urn) ?? [];
  if (stack === undefined) {
    throw new Error(`"${urn}" is not a URN`);
  }
  return `${stack}::${project}`;
}

/** The resources of one stack: what AWS would find in the account. */
export class Registry {
  constructor(private readonly resources: readonly Existing[]) {}

  /** All resources of a type. */
  all(type: string): readonly Existing[] {
    return this.resources.filter(resource => resource.type === type);
  }

  /** The resource with that id, ARN or name; of one type, or of any. */
  find(reference: string, type?: string): Existing | undefined {
    return (type === undefined ? this.resources : this.all(type)).find(resource =>
      references(resource).includes(reference),
    );
  }
}

/** What others may call a resource by. */
function references({ id, outputs }: Existing): string[] {
  const { arn, name, keyId, identifier } = outputs;
  return [id, ...[arn, name, keyId, identifier].map(asText)].filter(r => r !== "");
}

/** The resources of every stack, kept up to date as they come and go. */
export class Account {
  readonly #stacks = new Map<string, Map<string, Existing>>();

  constructor(
    existing: readonly Existing[],
    private readonly journal?: Journal,
  ) {
    existing.forEach(resource => this.#keep(resource));
  }

  /** Everything of a URN: a replacement lives beside what it replaces. */
  of(urn: string): Existing[] {
    return [...(this.#stacks.get(stackOf(urn))?.values() ?? [])].filter(found => found.urn === urn);
  }

  /** Whether the account has a resource. */
  has(resource: Pick<Existing, "urn" | "id" | "outputs">): boolean {
    return this.#stacks.get(stackOf(resource.urn))?.has(keyOf(resource)) === true;
  }

  /** The stack's resources without the one that asks. */
  others(urn: string, self?: { id: string; outputs: Values }): Registry {
    const own = self && keyOf({ urn, ...self });
    const stack = this.#stacks.get(stackOf(urn)) ?? new Map<string, Existing>();
    return new Registry([...stack].filter(([key]) => key !== own).map(([, resource]) => resource));
  }

  /** Adds a resource or takes its new values. */
  put(resource: Existing): void {
    if (livesInAccount(resource.type)) {
      this.journal?.put(resource);
    }
    this.#keep(resource);
  }

  #keep(resource: Existing): void {
    const stack = stackOf(resource.urn);
    const resources = this.#stacks.get(stack) ?? new Map<string, Existing>();
    resources.set(keyOf(resource), resource);
    this.#stacks.set(stack, resources);
  }

  /** Forgets a resource. */
  remove(urn: string, id: string, outputs: Values): void {
    const stack = this.#stacks.get(stackOf(urn));
    const key = keyOf({ urn, id, outputs });
    const known = stack?.get(key);
    if (known !== undefined && livesInAccount(known.type)) {
      this.journal?.gone(urn, id, outputs);
    }
    stack?.delete(key);
  }
}

/** A replacement shares the URN, and revisions of a task definition share URN and id. */
export function keyOf({ urn, id, outputs }: Pick<Existing, "urn" | "id" | "outputs">): string {
  return [urn, id, asText(outputs.arn)].join(" ");
}
