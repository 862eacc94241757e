import type {
  ReportViolation,
  ResourceRemediation,
  ResourceValidation,
  ResourceValidationArgs,
} from "@pulumi/policy";

import { parseJson } from "./iam/document";
import { eachKnown } from "./known";
import { types } from "./tagging/taggable-types.json";

/** Tags of one resource. Keys are always known; reading a value may end in CrossGuard's unknown. */
export interface ResourceTags {
  keys: readonly string[];
  value: (key: string) => string;
}

/** Checks the tags of every AWS resource that takes some. */
export function onTags(
  check: (tags: ResourceTags, report: ReportViolation, config: object) => void,
): ResourceValidation {
  return (args, report) => {
    if (isTaggable(args.type)) {
      check(tagsOf(args), report, args.getConfig());
    }
  };
}

/** Adds tags to every AWS resource that takes some, for rules at the level `remediate`. */
export function addTags(
  missing: (tags: ResourceTags, config: object) => readonly [string, string][],
): ResourceRemediation {
  return args => {
    const added = isTaggable(args.type) ? missing(tagsOf(args), args.getConfig()) : [];
    if (added.length === 0) {
      return undefined;
    }
    // In place, since to copy the tags would be to read values that may not be known yet.
    const tags: unknown = (args.props.tags ??= {});
    for (const [key, value] of added) {
      if (Array.isArray(tags)) {
        tags.push({ key, value, propagateAtLaunch: true });
      } else {
        (tags as Record<string, string>)[key] = value;
      }
    }
    return args.props;
  };
}

/** Checks the tags that have a value one by one, those that are known even when others are not. */
export function eachTag(
  { keys, value }: ResourceTags,
  visit: (key: string, value: string) => void,
): void {
  eachKnown(keys, key => visit(key, value(key)));
}

/** Whether the arguments of a type have `tags`. */
export function isTaggable(type: string): boolean {
  const [, service, module, name] = /^aws:([^/]+)\/([^:]+):(\w+)$/.exec(type) ?? [];
  if (service === undefined || module !== name[0].toLowerCase() + name.slice(1)) {
    return false;
  }
  const names = (types as Record<string, string | undefined>)[service];
  return names !== undefined && names.split(" ").includes(name);
}

/** The resource's own tags over its provider's defaults. */
export function tagsOf({
  props,
  provider,
}: Pick<ResourceValidationArgs, "props" | "provider">): ResourceTags {
  const own = readTags(props.tags);
  // An Auto Scaling group writes its tags as a list, and gets none from the provider.
  const defaults = Array.isArray(props.tags) ? readTags(undefined) : defaultTags(provider?.props);
  return {
    keys: [...new Set([...defaults.keys, ...own.keys])],
    value: key => (own.keys.includes(key) ? own : defaults).value(key),
  };
}

function readTags(tags: unknown): ResourceTags {
  if (Array.isArray(tags)) {
    const list = tags as { key: string; value: string }[];
    return {
      keys: [...list].map(({ key }) => key),
      value: key => list.find(tag => tag.key === key)?.value ?? "",
    };
  }
  const map = (tags ?? {}) as Record<string, string>;
  return { keys: Object.keys(map), value: key => map[key] };
}

/** A provider's inputs reach a policy as JSON text. */
function defaultTags(provider: Record<string, unknown> | undefined): ResourceTags {
  const text = provider?.defaultTags;
  const defaults = (typeof text === "string" ? parseJson(text) : text) as { tags?: object } | null;
  return readTags(defaults?.tags);
}
