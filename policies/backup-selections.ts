import type { PolicyResource } from "@pulumi/policy";

import { glob, hasWildcard } from "./iam/glob";
import { peek, UNKNOWN } from "./known";
import { tagsOf } from "./resource-tags";

interface Tag {
  key: string;
  value: string;
}

/** What backup plans are made for. */
export function selectionsOf(resources: readonly PolicyResource[]): PolicyResource[] {
  return resources.filter(({ type }) => type === "aws:backup/selection:Selection");
}

/** Whether a backup plan selects a resource. A selection's conditions are taken to hold. */
export function isBackedUp(
  resource: PolicyResource,
  selections: readonly PolicyResource[],
): boolean {
  return selections.some(
    selection =>
      (names(selection, "resources", resource) || selectsByTag(selection, resource)) &&
      !names(selection, "notResources", resource),
  );
}

/** An ARN that is not known yet is taken to match a pattern: once it is known, this is judged again. */
function names(selection: PolicyResource, property: string, resource: PolicyResource): boolean {
  if (selection.propertyDependencies[property]?.some(({ urn }) => urn === resource.urn)) {
    return true;
  }
  const patterns = peek(() => selection.props[property] as readonly string[] | undefined);
  if (patterns === UNKNOWN || !patterns) {
    return false;
  }
  const arn = peek(() => resource.props.arn as string | undefined);
  return Array.from({ length: patterns.length }, (_, index) => peek(() => patterns[index])).some(
    pattern =>
      pattern !== UNKNOWN &&
      (typeof arn === "string"
        ? glob(pattern, arn)
        : hasWildcard(pattern) && property === "resources"),
  );
}

function selectsByTag({ props }: PolicyResource, resource: PolicyResource): boolean {
  const { selectionTags } = props as { selectionTags?: readonly Tag[] };
  if (!selectionTags?.length) {
    return false;
  }
  const tags = tagsOf(resource);
  return selectionTags.some(
    ({ key, value }) => tags.keys.includes(key) && tags.value(key) === value,
  );
}
