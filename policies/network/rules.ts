import type { Policies } from "@pulumi/policy";

import { allowedRegions } from "./allowed-regions";

/** The rules of the network pack, in the order of the catalogue. */
export const networkRules: Policies = [allowedRegions];
