import { answer } from "../outputs";
import { CloudContext } from "../outputs/cloud";
import { Registry } from "../registry";
import { Subject } from "./subject";

/** More generations of one resource than ever live side by side. */
const MAX_GENERATIONS = 20;

/** What a resource's outputs are made from. */
export function contextOf(subject: Subject, generation: number, others: Registry): CloudContext {
  return {
    ...subject,
    generation,
    find: (reference, type) => others.find(reference, type)?.outputs,
  };
}

function idAt(subject: Subject, generation: number, others: Registry): string {
  return answer(subject.type, contextOf(subject, generation, others)).id;
}

/** The first generation whose id nothing has. An id made of a name is the same in every generation. */
export function freeGeneration(subject: Subject, others: Registry): number {
  const taken = new Set(others.all(subject.type).map(({ id }) => id));
  for (let generation = 0; generation < MAX_GENERATIONS; generation++) {
    if (!taken.has(idAt(subject, generation, others))) {
      return generation;
    }
  }
  return 0;
}
