import type { PolicyResource } from "@pulumi/policy";

/** The properties that the program set, by URN. */
const given = new Map<string, object>();

/**
 * Keeps which properties the program set of a resource. Resource rules see these, before anything is made;
 * stack rules see what came of it, where AWS's provider has filled in defaults and, in a security group's
 * `ingress` or a role's policies, what resources of their own added. The engine analyses every resource of
 * a run before the stack, those that did not change and those beside a `--target` too.
 */
export function noteGiven({ urn, props }: Pick<PolicyResource, "urn" | "props">): void {
  given.set(urn, props);
}

/** Whether the program itself set a property; by its dependencies for a resource that was not noted. */
export function isGiven(
  { urn, propertyDependencies }: Pick<PolicyResource, "urn" | "propertyDependencies">,
  property: string,
): boolean {
  return property in (given.get(urn) ?? propertyDependencies);
}
