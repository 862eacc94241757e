import type { Policies } from "@pulumi/policy";

/** The rules of the resilience pack, in the order of the catalogue. */
export const resilienceRules: Policies = [];
