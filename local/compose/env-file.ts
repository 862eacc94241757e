/**
 * Variables as Compose reads them from a file: quoted, so that nothing in a value is taken for a variable
 * of Compose's own.
 */
export function envFile(env: Record<string, string>): string {
  return Object.entries(env)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${quote(value)}\n`)
    .join("");
}

/** Between single quotes nothing has a meaning; a value with one of them, or of many lines, is escaped. */
function quote(value: string): string {
  if (!/['\r\n]/.test(value)) {
    return `'${value}'`;
  }
  const escaped = value
    .replace(/[\\"$]/g, "\\$&")
    .replace(/\n/g, "\\n")
    .replace(/\r/g, "\\r");
  return `"${escaped}"`;
}

/** A text in the Compose file itself, in which `$` begins a variable. */
export function literal(text: string): string {
  return text.replace(/\$/g, "$$$$");
}
