import type { Policies } from "@pulumi/policy";

/** The rules of the cost pack, in the order of the catalogue. */
export const costRules: Policies = [];
