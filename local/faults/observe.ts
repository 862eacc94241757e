import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime";
import { existsSync, readFileSync } from "fs";

import { engineSecret } from "../engine/environment";
import { ROOT } from "../paths";
import { ledgerOf } from "../stand-ins";
import { Ledger } from "../stand-ins/ledger";
import { Existing, keyOf, livesInAccount } from "../stand-ins/registry";
import { Values, asValues } from "../stand-ins/values";
import { checkpointOf } from "../stack/recover";
import type { StateResource } from "../stack/state";

/** What there is after a run: by the state, and by the account. */
export interface Observation {
  state: readonly StateEntry[];
  account: readonly Existing[];
}

/** A resource in a checkpoint. */
export interface StateEntry extends StateResource {
  type: string;
  custom?: boolean;
  external?: boolean;
  pendingReplacement?: boolean;
  created?: string;
  modified?: string;
  sourcePosition?: string;
  stackTrace?: unknown;
  propertyDependencies?: Record<string, readonly string[]>;
}

/** How one observation differs from what it should be. */
export interface Differences {
  /** Resources of the state that are not as they should be: URN and property. */
  state: string[];
  /** Wanted, or in the state, and not in the account. */
  lost: string[];
  /** In the account, and not in the state, or more often than wanted. */
  duplicated: string[];
}

/** Reads a stack's state and its account. */
export async function observe(folder: string, stack: string): Promise<Observation> {
  const file = checkpointOf(folder, stack);
  const { checkpoint } = (
    existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { checkpoint: {} }
  ) as { checkpoint: { latest?: { resources?: StateEntry[] } } };
  const place = { file: ledgerOf(folder), secret: await engineSecret(ROOT) };
  return { state: checkpoint.latest?.resources ?? [], account: Ledger.read(place) };
}

/** Compares what there is with what an undisturbed run leaves. */
export function compare(found: Observation, wanted: Observation): Differences {
  const inState = new Set(found.state.filter(inAccount).map(keyOfEntry));
  const inLedger = new Set(found.account.map(keyOf));
  const [have, want] = [found, wanted].map(({ account }) => countByUrn(account));
  return {
    state: differences(byUrn(found.state), byUrn(wanted.state)),
    lost: [
      ...[...want.keys()].filter(urn => !have.has(urn)),
      ...[...inState].filter(key => !inLedger.has(key)),
    ],
    duplicated: [
      ...[...inLedger].filter(key => !inState.has(key)),
      ...[...have].filter(([urn, count]) => count > (want.get(urn) ?? 0)).map(([urn]) => urn),
    ],
  };
}

function inAccount({ type, custom, external, id, pendingReplacement }: StateEntry): boolean {
  return (
    livesInAccount(type) &&
    custom === true &&
    external !== true &&
    id !== undefined &&
    pendingReplacement !== true
  );
}

function keyOfEntry({ urn, id = "", outputs = {} }: StateEntry): string {
  return keyOf({ urn, id, outputs });
}

function countByUrn(account: readonly Existing[]): Map<string, number> {
  const counts = new Map<string, number>();
  account.forEach(({ urn }) => counts.set(urn, (counts.get(urn) ?? 0) + 1));
  return counts;
}

/** Of each resource what counts, leaf by leaf; one that waits for its deletion stands for itself. */
function byUrn(state: readonly StateEntry[]): Map<string, Map<string, string>> {
  return new Map(
    state.map(entry => [
      entry.delete === true ? `${entry.urn} (to be deleted)` : entry.urn,
      new Map(leaves("", plain(entry))),
    ]),
  );
}

/** Without what says nothing of what is deployed: times, places in the program, the order of dependencies. */
function plain({ created, modified, sourcePosition, stackTrace, ...entry }: StateEntry): Values {
  void [created, modified, sourcePosition, stackTrace];
  const { dependencies = [], propertyDependencies = {}, provider, type, id } = entry;
  return {
    ...entry,
    // The engine draws a provider's id at random for each stack.
    id: type.startsWith("pulumi:providers:") ? undefined : id,
    provider: provider?.replace(/::[^:]*$/, ""),
    dependencies: [...dependencies].sort().join(" "),
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([key, urns]) => [key, [...urns].sort().join(" ")]),
    ),
  };
}

/** Every value at the end of its path; that of a secret is drawn anew in each run, so only that it is one counts. */
function leaves(path: string, value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) {
    return [[path, JSON.stringify(value)]];
  }
  return asValues(value)[specialSigKey] === specialSecretSig
    ? [[path, "a secret"]]
    : Object.entries(value).flatMap(([key, item]) => leaves(`${path}.${key}`, item));
}

function differences(
  found: Map<string, Map<string, string>>,
  wanted: Map<string, Map<string, string>>,
): string[] {
  return [...new Set([...found.keys(), ...wanted.keys()])].flatMap(urn => {
    const [is, should] = [found.get(urn), wanted.get(urn)];
    if (is === undefined || should === undefined) {
      return [`${urn}: ${is === undefined ? "missing" : "not wanted"}`];
    }
    return [...new Set([...is.keys(), ...should.keys()])]
      .filter(path => is.get(path) !== should.get(path))
      .map(path => `${urn}: ${path} is ${is.get(path)}, not ${should.get(path)}`);
  });
}
