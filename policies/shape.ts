/** What a JSON value should look like. */
export type Shape =
  | "string"
  | "boolean"
  | { integer: true; least?: number; most?: number }
  | { oneOf: readonly string[] }
  | { listOf: Shape }
  | { mapOf: Shape }
  | { fields: Readonly<Record<string, Shape>>; required: readonly string[] };

/** A whole number, within limits where there are some. */
export function integer(least?: number, most?: number): Shape {
  return { integer: true, least, most };
}

/** An object with these members and no others; `required` names those that it cannot do without. */
export function object(fields: Readonly<Record<string, Shape>>, ...required: string[]): Shape {
  return { fields, required };
}

/**
 * What is wrong with a value, each fault by its path and with what to write; never a value.
 */
export function shapeFaults(value: unknown, shape: Shape, path: string): string[] {
  if (shape === "string") {
    return typeof value === "string" ? [] : [`${path} is not a string: write it in quotes.`];
  }
  if (shape === "boolean") {
    return typeof value === "boolean" ? [] : [`${path} is not a boolean: write true or false.`];
  }
  if ("integer" in shape) {
    return integerFaults(value, shape, path);
  }
  if ("oneOf" in shape) {
    const isOne = shape.oneOf.includes(value as string);
    return isOne ? [] : [`${path} is nothing ECS knows: set it to ${shape.oneOf.join(" or ")}.`];
  }
  if ("listOf" in shape) {
    return Array.isArray(value)
      ? value.flatMap((item, index) => shapeFaults(item, shape.listOf, `${path}[${index}]`))
      : [`${path} is not a list: write it in [ ].`];
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [`${path} is not an object: write it in { }.`];
  }
  return "mapOf" in shape
    ? Object.entries(value).flatMap(([key, item]) =>
        shapeFaults(item, shape.mapOf, `${path}.${key}`),
      )
    : memberFaults(value as Record<string, unknown>, shape, path);
}

function integerFaults(
  value: unknown,
  { least = -Infinity, most = Infinity }: { least?: number; most?: number },
  path: string,
): string[] {
  if (typeof value !== "number" || !Number.isInteger(value)) {
    return [`${path} is not a whole number: write one, without quotes.`];
  }
  return value >= least && value <= most
    ? []
    : [`${path} is out of range: set it to ${least} to ${most}.`];
}

function memberFaults(
  value: Record<string, unknown>,
  { fields, required }: Extract<Shape, { fields: unknown }>,
  path: string,
): string[] {
  const given = Object.keys(value);
  const missing = required.filter(key => !given.includes(key));
  return [
    ...missing.map(key => `${path}.${key} is missing: set it.`),
    ...given.flatMap(key =>
      key in fields
        ? shapeFaults(value[key], fields[key], `${path}.${key}`)
        : [`${path}.${key} is no property of ECS's: ${advice(key, Object.keys(fields))}.`],
    ),
  ];
}

/** A name in another case, or with an ending more or less, was meant to be the known one. */
function advice(key: string, known: readonly string[]): string {
  const written = key.toLowerCase();
  const meant = known.find(name => {
    const other = name.toLowerCase();
    return other.startsWith(written) || written.startsWith(other);
  });
  return meant === undefined ? "take it out" : `write ${meant}`;
}
