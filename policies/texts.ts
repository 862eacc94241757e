import { DocumentError, parseJson } from "./iam/document";
import { peek } from "./known";

/** The serialized code of a dynamic provider, which is not data. */
const CODE = "__provider";

/** Every known text below a value with its path, looking into JSON text too. */
export function* texts(value: unknown, path = ""): Generator<[string, string]> {
  if (typeof value === "string") {
    const document = jsonObject(value);
    if (document === undefined) {
      yield [path, value];
    } else {
      yield* texts(document, path);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const key of Object.keys(value).filter(k => k !== CODE)) {
      const child = Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
      yield* texts(
        peek(() => (value as Record<string, unknown>)[key]),
        child,
      );
    }
  }
}

function jsonObject(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) {
    return undefined;
  }
  try {
    const parsed = parseJson(text);
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch (error) {
    if (error instanceof DocumentError) {
      return undefined;
    }
    throw error;
  }
}
