import type { Policies } from "@pulumi/policy";

import { ecsServicePropagateTags } from "./ecs-service-propagate-tags";
import { rdsCopyTagsToSnapshot } from "./rds-copy-tags-to-snapshot";
import { requiredTagValues } from "./required-tag-values";
import { requiredTags } from "./required-tags";
import { tagNameFormat } from "./tag-name-format";

/** The rules of the tagging pack, in the order of the catalogue. */
export const taggingRules: Policies = [
  requiredTags,
  requiredTagValues,
  tagNameFormat,
  ecsServicePropagateTags,
  rdsCopyTagsToSnapshot,
];
