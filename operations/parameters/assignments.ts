import { readFile } from "fs/promises";
import { parseEnv } from "util";

import { UsageError } from "../errors";
import type { Secret } from "../stack";

/** A value for a secret. */
export interface Assignment {
  secret: Secret;
  value: string;
}

/** Where values come from. */
export interface Sources {
  /** Words of the command line: `NAME=@file` or `NAME=-`, by the secret's variable or its name. */
  words: readonly string[];

  /**
   * A file of `VARIABLE=value` lines.
   *
   * @default - none
   */
  from?: string;

  /** Reads the standard input to its end. */
  readInput: () => Promise<string>;
}

/** Most bytes that Secrets Manager keeps in a secret. */
const MAX_BYTES = 65_536;

/** The values that the command line asks to put, in the stack's order, each checked. No message tells one. */
export async function assignmentsOf(
  secrets: readonly Secret[],
  { words, from, readInput }: Sources,
): Promise<Assignment[]> {
  const given = [
    ...(from === undefined ? [] : fromEnv(secrets, await textOf("--from", from), from)),
    ...(await fromWords(secrets, words, readInput)),
  ];
  given.forEach((one, index) => {
    if (given.findIndex(other => other.secret === one.secret) !== index) {
      throw new UsageError(`${one.secret.name} is given twice`);
    }
  });
  return secrets.flatMap(secret => given.filter(one => one.secret === secret));
}

/** A value as it is put: one line end after it, which editors leave there, is no part of it. */
export function checkedValue(name: string, text: string): string {
  const value = text.replace(/\r?\n$/, "");
  if (value.trim() === "") {
    throw new UsageError(`the value of ${name} is empty`);
  }
  if (value.includes("\r")) {
    throw new UsageError(
      `the value of ${name} has line ends of Windows (CR LF); save it with those of Unix (LF)`,
    );
  }
  if (Buffer.byteLength(value) > MAX_BYTES) {
    throw new UsageError(
      `the value of ${name} has ${Buffer.byteLength(value)} bytes; Secrets Manager keeps ${MAX_BYTES}`,
    );
  }
  return value;
}

/** Names that the stack does not wait for are refused: a value that nobody takes helps nobody. */
function fromEnv(secrets: readonly Secret[], text: string, file: string): Assignment[] {
  const values = Object.entries(parseEnv(text) as Record<string, string>);
  if (values.length === 0) {
    throw new UsageError(`${file} has no line of the form VARIABLE=value`);
  }
  return values.map(([variable, value]) => ({
    secret: secretOf(secrets, variable, ` of ${file}`),
    value: checkedValue(variable, value),
  }));
}

async function fromWords(
  secrets: readonly Secret[],
  words: readonly string[],
  readInput: () => Promise<string>,
): Promise<Assignment[]> {
  if (words.filter(word => word.endsWith("=-")).length > 1) {
    throw new UsageError("NAME=- reads the standard input, which can be given to one name only");
  }
  const assignments: Assignment[] = [];
  for (const word of words) {
    const [name, source] = split(word);
    const secret = secretOf(secrets, name);
    const text = source === "-" ? await readInput() : await textOf(name, source.slice(1));
    assignments.push({ secret, value: checkedValue(name, text) });
  }
  return assignments;
}

/** A name may have `=` in it, so the last one divides. The word itself is not repeated: it may be a value. */
function split(word: string): [name: string, source: string] {
  const match = /^(.+)=(-|@.+)$/.exec(word);
  if (match === null) {
    throw new UsageError(
      `${word.split("=")[0]}: give NAME=@file, NAME=- for the standard input, or --from a file; a value on the command line would be seen by others and kept in the shell's history`,
    );
  }
  return [match[1], match[2]];
}

/** The secret of a name, or the one that has a variable. */
function secretOf(secrets: readonly Secret[], name: string, where = ""): Secret {
  const found = secrets.filter(one => one.name === name || one.variable === name);
  if (found.length === 1) {
    return found[0];
  }
  if (found.length > 1) {
    const names = found.map(one => one.name).join(", ");
    throw new UsageError(`${name}${where} is the variable of several secrets; name one: ${names}`);
  }
  const known = secrets.map(one => `${one.variable} (${one.name})`).join(", ");
  throw new UsageError(`the stack waits for no value "${name}"${where}; it takes ${known}`);
}

async function textOf(name: string, file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new UsageError(`${name}: ${error.message}`);
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name}: ${file} is not a text in UTF-8`);
  }
}
