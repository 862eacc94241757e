import { existsSync } from "fs";
import { readFile } from "fs/promises";
import { join } from "path";
import { Document, isMap, parseDocument, visit } from "yaml";

import { PROJECT, ROOT } from "../paths";
import { settingsFile, stackName, Target } from "./target";

/** A stack's own settings, as the official CLI reads them: `Pulumi.customer-portal-prod.yaml`. */
export function ownSettingsFile(target: Target): string {
  return join(ROOT, `Pulumi.${stackName(target)}.yaml`);
}

/** A stack's own changes to the rules, else those of its environment; there may be neither. */
export function policySettingsFile(target: Target): string {
  const own = join(ROOT, `Pulumi.${stackName(target)}.policies.json`);
  return existsSync(own) ? own : join(ROOT, `Pulumi.${target.stack}.policies.json`);
}

/** What stands for a value that only the stack's own secrets provider can read. */
const UNREADABLE_SECRET = "secret-of-the-stack";

/** Puts a word in the place of each encrypted value: the stand-ins have no key to it, and no need. */
export function withoutSecrets(settings: Document): Document {
  const copy = settings.clone();
  visit(copy, {
    Map: (_, map) =>
      isMap(map) && map.has("secure") ? copy.createNode(UNREADABLE_SECRET) : undefined,
  });
  for (const key of ["secretsprovider", "encryptedkey", "encryptionsalt"]) {
    copy.delete(key);
  }
  return copy;
}

/**
 * The settings that a stack is deployed with: its own file where there is one, else its environment's
 * with the system's name in it and as the owner and cost centre of what it makes.
 */
export async function stackSettings(target: Target): Promise<Document> {
  const own = ownSettingsFile(target);
  if (existsSync(own)) {
    return parseDocument(await readFile(own, "utf8"));
  }
  const settings = parseDocument(await readFile(settingsFile(target.stack), "utf8"));
  settings.setIn(["config", `${PROJECT}:system`], target.system);
  settings.setIn(["config", `${PROJECT}:owner`], `${target.system}-team`);
  settings.setIn(["config", `${PROJECT}:costCenter`], target.system);
  return settings;
}
