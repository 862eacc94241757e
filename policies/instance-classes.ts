import type { PolicyConfigSchema, ReportViolation } from "@pulumi/policy";

import { glob } from "./iam/glob";

/** Configuration of a rule on the classes that a stack may use. */
export interface Allowed {
  allowed: readonly string[];
}

/** Schema of {@link Allowed}. */
export function allowedClasses(defaults: readonly string[]): PolicyConfigSchema {
  return {
    properties: {
      allowed: {
        description: "Classes that may be used, where * stands for anything; any when empty.",
        type: "array",
        items: { type: "string" },
        default: [...defaults],
      },
    },
  };
}

/** Reports a class that is not allowed. Nothing is said of one that is left to AWS. */
export function checkClass(
  property: string,
  name: string | undefined,
  { allowed }: Allowed,
  report: ReportViolation,
): void {
  if (name && allowed.length > 0 && !allowed.some(pattern => glob(pattern, name))) {
    report(`${property} is ${name}: take one of ${allowed.join(", ")}.`);
  }
}

/** Whether a class (`db.t4g.micro`, `cache.r7g.large`) runs on Graviton; undefined when none is named. */
export function isGraviton(name: string | undefined): boolean | undefined {
  const family = /^(?:db|cache)\.([a-z]+\d+[a-z]*)\./.exec(name ?? "")?.[1];
  return family === undefined ? undefined : /\dg/.test(family);
}
