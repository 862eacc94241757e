import { existsSync } from "fs";
import { mkdir, readFile, writeFile } from "fs/promises";
import { join } from "path";
import { parseDocument } from "yaml";

import { PROJECT, ROOT } from "../paths";
import { stackSettings, withoutSecrets } from "./stack-settings";
import { stackName, Target } from "./target";

/** What Pulumi's passphrase provider keeps in a stack's file; it must outlive a rewrite. */
const SALT = "encryptionsalt";

/**
 * Lays out a folder in which the engine finds the project and the stack's settings, without touching the
 * project's own files: the engine writes to the folder what it wants to remember, such as the salt of
 * its encryption.
 *
 * @param changes settings in place of the stack's own, by their key
 */
export async function layOutWorkspace(
  target: Target,
  folder: string,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `Pulumi.${stackName(target)}.yaml`);
  const settings = withoutSecrets(await stackSettings(target));
  for (const [key, value] of Object.entries(changes)) {
    const path = ["config", `${PROJECT}:${key}`];
    if (value === undefined) {
      settings.deleteIn(path);
    } else {
      settings.setIn(path, value);
    }
  }
  if (existsSync(file)) {
    const salt = parseDocument(await readFile(file, "utf8")).get(SALT);
    if (salt !== undefined) {
      settings.set(SALT, salt);
    }
  }
  await writeFile(join(folder, "Pulumi.yaml"), await readFile(join(ROOT, "Pulumi.yaml")));
  await writeFile(file, settings.toString());
}
