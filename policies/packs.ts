import type { Policies } from "@pulumi/policy";

import { costRules } from "./cost/rules";
import { encryptionRules } from "./encryption/rules";
import { leastPrivilegeRules } from "./least-privilege/rules";
import { loggingRules } from "./logging/rules";
import type { PACK_NAMES } from "./names";
import { networkRules } from "./network/rules";
import { resilienceRules } from "./resilience/rules";
import { supplyChainRules } from "./supply-chain/rules";
import { taggingRules } from "./tagging/rules";

/** Every pack by its folder's name, with its rules in the order of the catalogue. */
export const packs = {
  "least-privilege": leastPrivilegeRules,
  encryption: encryptionRules,
  tagging: taggingRules,
  network: networkRules,
  resilience: resilienceRules,
  logging: loggingRules,
  "supply-chain": supplyChainRules,
  cost: costRules,
} satisfies Record<(typeof PACK_NAMES)[number], Policies>;

/** The rules of every pack. */
export const allRules: Policies = Object.values(packs).flat();
