import type { Policies } from "@pulumi/policy";

/** The rules of the supply-chain pack, in the order of the catalogue. */
export const supplyChainRules: Policies = [];
