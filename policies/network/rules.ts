import type { Policies } from "@pulumi/policy";

/** The rules of the network pack, in the order of the catalogue. */
export const networkRules: Policies = [];
