import { peek } from "../known";

/**
 * Characters of a policy document as AWS counts them, without white space; 0 when it is missing or not
 * known yet.
 */
export function sizeOf(read: () => unknown): number {
  const text = peek(() => {
    const document = read();
    return typeof document === "object" ? JSON.stringify(document) : document;
  });
  return typeof text === "string" ? text.replace(/\s/g, "").length : 0;
}
