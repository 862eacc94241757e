import table from "./declared.json";

/** The properties that a resource type has. */
export interface Properties {
  /** What a program may give. */
  inputs: readonly string[];
  /** What it must give. */
  required: readonly string[];
  /** What only the cloud gives. */
  outputs: readonly string[];
}

/** As stored: names in one text, divided by spaces. */
export type StoredProperties = Record<keyof Properties, string>;

const stored: Readonly<Record<string, StoredProperties | undefined>> = table;

const read = new Map<string, Properties>();

/** The properties of a type as its Pulumi package declares them; undefined for a type not in the list. */
export function propertiesOf(type: string): Properties | undefined {
  const names = stored[type];
  if (names === undefined) {
    return undefined;
  }
  const known = read.get(type) ?? {
    inputs: names.inputs.split(" "),
    required: names.required.split(" ").filter(name => name !== ""),
    outputs: names.outputs.split(" ").filter(name => name !== ""),
  };
  read.set(type, known);
  return known;
}
