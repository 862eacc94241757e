import type { RefreshOptions, Stack } from "@pulumi/pulumi/automation";
import { existsSync, readFileSync } from "fs";
import { join } from "path";

import { PROJECT } from "../paths";
import { adoptPending, Found } from "./adopt";
import { DeploymentContent, edit } from "./state";

/** What a recovery works with. */
export interface RecoverOptions {
  stack: Stack;
  /** The file that the backend keeps the stack in. */
  checkpoint: string;
  /** What the account has of a URN. */
  existing: (urn: string) => readonly Found[];
  /** Gets a line on what was found. */
  report: (line: string) => void;
  /** What the refresh is called with. */
  hooks: RefreshOptions;
}

/** The file that the backend keeps a stack in, in a session's folder. */
export function checkpointOf(folder: string, stack: string): string {
  return join(folder, "state", ".pulumi", "stacks", PROJECT, `${stack}.json`);
}

/**
 * Sets right what an engine left behind that was killed: what it was creating is looked up in the account,
 * and a refresh then tells what came of its changes and deletions. Nothing is done for any other state.
 */
export async function recover(options: RecoverOptions): Promise<void> {
  const { stack, checkpoint, existing, report, hooks } = options;
  if (!wasKilled(checkpoint)) {
    return;
  }
  await edit(stack, content => {
    const { adopted, forgotten } = adoptPending(content, existing);
    report(
      `The run before was killed. Of what it was creating, the account has ${adopted.length}, ` +
        `taken over now, and ${forgotten.length} not.`,
    );
    return true;
  });
  await stack.refresh(hooks);
}

/** Whether operations are under way in a state that nobody works on; asking the CLI would cost a start of it. */
function wasKilled(checkpoint: string): boolean {
  if (!existsSync(checkpoint)) {
    return false;
  }
  const { checkpoint: content } = JSON.parse(readFileSync(checkpoint, "utf8")) as {
    checkpoint: { latest?: DeploymentContent };
  };
  return (content.latest?.pending_operations ?? []).length > 0;
}
