import type { Policies } from "@pulumi/policy";

/** The rules of the logging pack, in the order of the catalogue. */
export const loggingRules: Policies = [];
