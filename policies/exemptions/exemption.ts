import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

import { glob } from "../iam/glob";

/** Excuses findings of one rule; see policies/README.md. */
export interface Exemption {
  /** Resources by `<type>::<name>`, where `*` and `?` stand for anything. */
  resource: string;
  /** Findings by the id in their brackets, with the same wildcards; all of them when left out. */
  match?: string;
  /** Why this may be, for whoever reads it next: at least 15 characters. */
  reason: string;
  /** Last day on which it holds, `YYYY-MM-DD` in UTC; for good when left out. */
  until?: string;
}

/** The form of an exemption in a rule's configuration. */
export const exemptionSchema: PolicyConfigJSONSchema = {
  type: "object",
  properties: {
    resource: { type: "string", pattern: "::" },
    match: { type: "string", minLength: 1 },
    reason: { type: "string", minLength: 15 },
    until: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
  },
  required: ["resource", "reason"],
  additionalProperties: false,
};

/** Whether an exemption is for a resource, given as `<type>::<name>`. */
export function isFor({ resource }: Exemption, subject: string): boolean {
  return glob(resource, subject);
}

/** Whether an exemption excuses a message about a resource that it is for. */
export function excuses({ match }: Exemption, message: string): boolean {
  const id = /^\[([^\]]*)\]/.exec(message)?.[1] ?? "";
  return match === undefined || glob(match, id);
}

/** Whether an exemption's last day is over. */
export function isExpired({ until }: Exemption, now: Date): boolean {
  return until !== undefined && until < now.toISOString().slice(0, 10);
}

/** `<type>::<name>` of a resource's URN. */
export function subjectOf(urn: string): string {
  const [, , types = "", ...name] = urn.split("::");
  return `${types.split("$").pop()}::${name.join("::")}`;
}
