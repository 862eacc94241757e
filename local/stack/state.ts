import type { Deployment, Stack } from "@pulumi/pulumi/automation";

/** The parts of an exported deployment that we read. */
interface DeploymentContent {
  resources?: { protect?: boolean }[];
  pending_operations?: unknown[];
}

/**
 * Takes out of the state what a killed run was in the middle of. On a cloud one would have to look what
 * came of it; a stand-in has made nothing before it answers.
 */
export async function forgetPending(stack: Stack): Promise<void> {
  await edit(stack, content => {
    const pending = (content.pending_operations ?? []).length > 0;
    content.pending_operations = [];
    return pending;
  });
}

/** Lifts the protection that prod puts on keys and databases: what stands here is a rehearsal. */
export async function unprotect(stack: Stack): Promise<void> {
  await edit(stack, content => {
    const guarded = (content.resources ?? []).filter(resource => resource.protect);
    for (const resource of guarded) {
      resource.protect = false;
    }
    return guarded.length > 0;
  });
}

/** Changes the state where `change` says that it did. */
async function edit(stack: Stack, change: (content: DeploymentContent) => boolean): Promise<void> {
  const exported: Deployment = await stack.exportStack();
  if (change(exported.deployment as DeploymentContent)) {
    await stack.importStack(exported);
  }
}
