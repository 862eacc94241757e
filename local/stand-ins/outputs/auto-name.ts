import { NameRule } from "../types/type-entry";
import { Values, asText } from "../values";
import { hex } from "./identity";

/** Characters that the provider adds to a resource's name: a hyphen and seven hex digits. */
const SUFFIX_LENGTH = 8;

/** The name that the provider makes up: the resource's own, cut to fit, and a suffix. */
export function autoName(rule: NameRule, resourceName: string, urn: string, count: number): string {
  const stem = resourceName.slice(0, rule.max - SUFFIX_LENGTH);
  return `${rule.lower === true ? stem.toLowerCase() : stem}-${hex(`${urn}:${count}`, 7)}`;
}

/** Whether the name could be one that was made up for the resource. */
export function isAutoName(rule: NameRule, resourceName: string, name: unknown): boolean {
  const stem = autoName(rule, resourceName, "", 0).slice(0, -7);
  return asText(name).startsWith(stem) && /^[0-9a-f]{7}$/.test(asText(name).slice(stem.length));
}

/** Whether the program gives a prefix for the name instead. */
export function prefixOf(rule: NameRule, inputs: Values): string {
  return asText(inputs[`${rule.property}Prefix`]);
}
