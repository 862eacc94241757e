import { missingReferences } from "../checks/references";
import { CloudAnswer, answer, propertiesFor } from "../outputs";
import { CloudContext } from "../outputs/cloud";
import { Account, Registry } from "../registry";
import { entryOf } from "../types";
import { Surroundings, TypeEntry } from "../types/type-entry";
import { UNKNOWN, Values, asText, canonicalJson, hasUnknown } from "../values";

/** A resource to make or change, with the place it lives in. */
export interface Subject {
  type: string;
  name: string;
  urn: string;
  region: string;
  accountId: string;
  defaultTags: Values;
  /** Checked inputs. */
  inputs: Values;
}

/** A resource that there is. */
export interface Known {
  id: string;
  inputs: Values;
  outputs: Values;
}

/** More generations of one resource than ever live side by side. */
const MAX_GENERATIONS = 20;

/** AWS refuses what is asked. */
export class Refusal extends Error {}

/** Creates, changes and deletes resources in an account that is nothing but the list of them. */
export class Lifecycle {
  constructor(private readonly account: Account) {}

  /** What creation would give: the cloud's own values are unknown before it. */
  planCreate(subject: Subject): Values {
    const entry = entryOf(subject.type, subject.inputs);
    const { outputs } = propertiesFor(subject.type, entry);
    const tagged = outputs.includes("tagsAll") && !hasUnknown(subject.inputs.tags);
    return {
      ...unknown(outputs),
      ...subject.inputs,
      ...(tagged && { tagsAll: subject.inputs.tags ?? {} }),
    };
  }

  /** Creates a resource. @throws Refusal when AWS would. */
  create(subject: Subject): CloudAnswer {
    const entry = entryOf(subject.type, subject.inputs);
    const others = this.account.others(subject.urn);
    refuse("creating", subject, complaints(entry, subject, others));
    const generation =
      entry.generation?.(subject.inputs, others) ?? freeGeneration(subject, others);
    const made = answer(subject.type, contextOf(subject, generation, others), subject.defaultTags);
    const { id = made.id, ...own } = entry.create?.(subject.inputs) ?? {};
    const result = { id, outputs: { ...made.outputs, ...own } };
    this.account.put({ ...subject, ...result });
    return result;
  }

  /** What a change would give: outputs that it makes anew are unknown before it. */
  planUpdate(subject: Subject, old: Known): Values {
    const entry = entryOf(subject.type, subject.inputs);
    const after = this.#updated(subject, old);
    // What is made from an unknown input is unknown too.
    const derived = hasUnknown(subject.inputs)
      ? Object.keys(after).filter(
          key => subject.inputs[key] === undefined && old.outputs[key] !== after[key],
        )
      : [];
    return { ...after, ...unknown([...(entry.changing ?? []), ...derived]) };
  }

  /** Changes a resource in place. @throws Refusal when AWS would. */
  update(subject: Subject, old: Known): Values {
    const entry = entryOf(subject.type, subject.inputs);
    const others = this.account.others(subject.urn, old);
    refuse("updating", subject, complaints(entry, subject, others));
    const outputs = this.#updated(subject, old);
    this.account.put({ ...subject, id: old.id, outputs });
    return outputs;
  }

  /** Deletes a resource. @throws Refusal when AWS would. */
  remove(subject: Omit<Subject, "inputs">, old: Pick<Known, "id" | "outputs">): void {
    const entry = entryOf(subject.type, old.outputs);
    const others = this.account.others(subject.urn, old);
    refuse("deleting", subject, entry.deletion?.(old.outputs, others) ?? []);
    this.account.remove(subject.urn, old.id, old.outputs);
  }

  /** Old outputs, with what the new inputs make of them. */
  #updated(subject: Subject, old: Known): Values {
    const entry = entryOf(subject.type, subject.inputs);
    const others = this.account.others(subject.urn, old);
    const generation = generationOf(subject, old, others);
    const at = (inputs: Values) =>
      answer(
        subject.type,
        contextOf({ ...subject, inputs }, generation, others),
        subject.defaultTags,
      ).outputs;
    const [before, after] = [at(old.inputs), at(subject.inputs)];
    const changed = Object.entries(after).filter(
      ([key, value]) => canonicalJson(value ?? null) !== canonicalJson(before[key] ?? null),
    );
    const gone = Object.keys(before).filter(key => after[key] === undefined);
    const kept = Object.entries(old.outputs).filter(([key]) => !gone.includes(key));
    return {
      ...Object.fromEntries([...kept, ...changed]),
      ...subject.inputs,
      ...entry.update?.(old.inputs, subject.inputs, old.outputs),
    };
  }
}

function unknown(keys: readonly string[]): Values {
  return Object.fromEntries(keys.map(key => [key, UNKNOWN]));
}

function complaints(entry: TypeEntry, subject: Subject, others: Registry): string[] {
  const surroundings: Surroundings = { ...subject, others };
  const key = uniqueKey(entry, subject.inputs);
  const twin =
    key === undefined
      ? undefined
      : others.all(subject.type).find(({ outputs }) => uniqueKey(entry, outputs) === key);
  return [
    ...(twin === undefined
      ? []
      : [
          `AlreadyExists: "${twin.urn.split("::").pop()}" is there with the same ${entry.unique === undefined ? "name" : "key"}, ${key}`,
        ]),
    ...missingReferences(surroundings),
    ...(entry.world ?? []).flatMap(rule => rule(surroundings)),
  ];
}

/** By default the name; a type without either has no rule. */
function uniqueKey({ unique, name }: TypeEntry, values: Values): string | undefined {
  if (unique !== undefined) {
    return unique(values);
  }
  return name === undefined ? undefined : asText(values[name.property]);
}

function refuse(
  action: string,
  { type, name }: Pick<Subject, "type" | "name">,
  found: readonly string[],
): void {
  if (found.length > 0) {
    throw new Refusal(`${action} ${type} "${name}": ${[...new Set(found)].join("; ")}`);
  }
}

function contextOf(subject: Subject, generation: number, others: Registry): CloudContext {
  return { ...subject, generation, find: idOrArn => others.find(idOrArn)?.outputs };
}

function idAt(subject: Subject, generation: number, others: Registry): string {
  return answer(subject.type, contextOf(subject, generation, others)).id;
}

/** The first generation whose id nothing has. An id made of a name is the same in every generation. */
function freeGeneration(subject: Subject, others: Registry): number {
  const taken = new Set(others.all(subject.type).map(({ id }) => id));
  for (let generation = 0; generation < MAX_GENERATIONS; generation++) {
    if (!taken.has(idAt(subject, generation, others))) {
      return generation;
    }
  }
  return 0;
}

/** The generation that a resource was made with; 0 when its id does not tell. */
function generationOf(subject: Subject, old: Known, others: Registry): number {
  const was = { ...subject, inputs: old.inputs };
  for (let generation = 0; generation < MAX_GENERATIONS; generation++) {
    if (idAt(was, generation, others) === old.id) {
      return generation;
    }
  }
  return 0;
}
