import * as fs from "node:fs";
import * as path from "node:path";
import type { ComposeFiles } from "./types";

/**
 * Writes a Compose project into a folder of its own, in place of what was there. Its files hold secrets:
 * nobody but their owner may read them.
 *
 * @returns The Compose file.
 */
export function writeCompose(folder: string, { texts }: ComposeFiles): string {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(texts)) {
    fs.writeFileSync(path.join(folder, name), text, { mode: isMounted(name) ? 0o644 : 0o600 });
  }
  return path.join(folder, "compose.yaml");
}

/** The gateway's files hold no secret, and another user reads them inside its container. */
function isMounted(name: string): boolean {
  return /\.(js|json)$/.test(name);
}
