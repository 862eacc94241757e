import type { PolicyConfigSchema } from "@pulumi/policy";

/** The first version by engine that is not too old. */
export type Minimums = Readonly<Record<string, string>>;

/** How a rule's configuration describes its minimums. */
export function minimumsSchema(minimums: Minimums): PolicyConfigSchema["properties"][string] {
  return {
    description: "The first version by engine that is not too old; other engines are not judged.",
    type: "object",
    additionalProperties: { type: "string" },
    default: minimums,
  };
}

/** Whether a version such as `16.4` or `8.0.mysql_aurora.3.08` comes before another, compared number by number. */
export function isBefore(version: string, other: string): boolean {
  const [own, others] = [numbersOf(version), numbersOf(other)];
  const differing = others.findIndex((number, place) => (own[place] ?? number) !== number);
  return differing >= 0 && own[differing] < others[differing];
}

/** The leading numbers; a part that is none (`x` in `6.x`) leaves the rest open. */
function numbersOf(version: string): number[] {
  const parts = version.split(".").map(Number);
  const end = parts.findIndex(Number.isNaN);
  return end < 0 ? parts : parts.slice(0, end);
}
