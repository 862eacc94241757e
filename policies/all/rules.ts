import type { Policies } from "@pulumi/policy";

import { encryptionRules } from "../encryption/rules";
import { leastPrivilegeRules } from "../least-privilege/rules";
import { taggingRules } from "../tagging/rules";

/** The rules of every pack: each pack is a process of its own, and one starts faster than three. */
export const allRules: Policies = [...leastPrivilegeRules, ...encryptionRules, ...taggingRules];
