import type { Deployment, Stack } from "@pulumi/pulumi/automation";

/** A resource of an exported deployment, as far as we read it. */
export interface StateResource {
  urn: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  dependencies?: string[];
  parent?: string;
  /** URN and id of its provider. */
  provider?: string;
  protect?: boolean;
  /** It only waits for its deletion. */
  delete?: boolean;
}

/** The parts of an exported deployment that we read. */
export interface DeploymentContent {
  resources?: StateResource[];
  pending_operations?: { type: string; resource: StateResource }[];
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
export async function edit(
  stack: Stack,
  change: (content: DeploymentContent) => boolean,
): Promise<void> {
  const exported: Deployment = await stack.exportStack();
  if (change(exported.deployment as DeploymentContent)) {
    await stack.importStack(exported);
  }
}
