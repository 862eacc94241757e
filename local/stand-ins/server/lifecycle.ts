import { CloudAnswer, answer, propertiesFor } from "../outputs";
import { Account, livesInAccount } from "../registry";
import { entryOf } from "../types";
import { UNKNOWN, Values, canonicalJson, hasUnknown } from "../values";
import { complaints, refuse } from "./admission";
import { diff } from "./diff";
import { contextOf, freeGeneration } from "./generation";
import { Known, Subject } from "./subject";

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

  /** What a change would give: outputs that it makes anew are unknown before it. @throws Refusal of the change. */
  planUpdate(subject: Subject, old: Known): Values {
    const entry = entryOf(subject.type, subject.inputs);
    refuseChange(subject, old);
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
    const gone = livesInAccount(subject.type) && !this.account.has({ ...old, urn: subject.urn });
    refuse("updating", subject, gone ? ["NotFoundException: it is gone"] : []);
    refuseChange(subject, old);
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
    // Of both only the difference counts, which no generation makes.
    const at = (inputs: Values) =>
      answer(subject.type, contextOf({ ...subject, inputs }, 0, others), subject.defaultTags)
        .outputs;
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

/** @throws Refusal when the change itself cannot be made in place. */
function refuseChange(subject: Subject, old: Known): void {
  const entry = entryOf(subject.type, subject.inputs);
  if (entry.changes === undefined) {
    return;
  }
  const change = { id: old.id, oldInputs: old.inputs, oldOutputs: old.outputs };
  const { changed } = diff(entry, subject.name, { ...change, news: subject.inputs });
  refuse("updating", subject, entry.changes(changed, subject.inputs));
}

function unknown(keys: readonly string[]): Values {
  return Object.fromEntries(keys.map(key => [key, UNKNOWN]));
}
