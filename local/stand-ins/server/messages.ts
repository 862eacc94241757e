import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { Values, withoutNulls } from "../values";

/** Reads the properties of a message; null and what is left out are gone. */
export function fromStruct(struct: Struct | undefined): Values {
  return withoutNulls((struct?.toJavaScript() ?? {}) as Values);
}

/** Writes properties into a message. */
export function toStruct(values: Values): Struct {
  return Struct.fromJavaScript(withoutNulls(values) as Parameters<typeof Struct.fromJavaScript>[0]);
}

/** What a URN tells of a resource. */
export interface UrnParts {
  type: string;
  name: string;
}

/** Reads `urn:pulumi:stack::project::parent$type::name`. */
export function readUrn(urn: string): UrnParts {
  const [, , types = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { type: types.slice(types.lastIndexOf("$") + 1), name: name.join("::") };
}
