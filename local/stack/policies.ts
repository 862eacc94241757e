import { join } from "path";

import { loadBundled } from "../engine/bundled";
import { ROOT } from "../paths";

/** The rules of our packs and what makes their configuration, loaded when they are asked for. */
export function loadPolicies() {
  return loadBundled<typeof import("../../policies/config")>(join(ROOT, "policies", "config.ts"));
}
