import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Outcome } from "../../../../local/stack/session";

/** What an operation did to each resource that did not stay the same: `update aws:ecs/service:Service orders`. */
export function changesOf({ events }: Outcome): string[] {
  return events
    .flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])
    .filter(({ op }) => op !== "same")
    .map(({ op, type, urn }) => `${op} ${type} ${urn.split("::").pop()}`)
    .sort();
}

/** How many resources an operation left in which way, as the engine sums it up. */
export function summaryOf({ events }: Outcome): Record<string, number> {
  return events.flatMap(e => e.summaryEvent ?? []).at(-1)?.resourceChanges ?? {};
}

/** Fails with what was said when an operation did not go through. */
export function expectOk({ ok }: Outcome, said: () => string): void {
  expect(ok, said().slice(-3000)).to.equal(true);
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** The values that an export with secrets shown keeps in secret wrappers, as they were before. */
export function secretsIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(secretsIn);
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return SIGNATURE in value && "plaintext" in value
    ? textsIn(JSON.parse(String(value.plaintext)))
    : Object.values(value).flatMap(secretsIn);
}

/** The same without its secret wrappers. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutSecrets);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return SIGNATURE in value
    ? "[secret]"
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)]));
}

function textsIn(value: unknown): string[] {
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap(textsIn)
    : [String(value)];
}

/** The files below a folder that hold a text. */
export function filesWith(text: string, folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .filter(file => fs.readFileSync(file).includes(text));
}
