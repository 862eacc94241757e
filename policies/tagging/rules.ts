import type { Policies } from "@pulumi/policy";

import { asgPropagatesTags } from "./asg-propagates-tags";
import { ecsServicePropagateTags } from "./ecs-service-propagate-tags";
import { rdsCopyTagsToSnapshot } from "./rds-copy-tags-to-snapshot";
import { requiredTagValues } from "./required-tag-values";
import { requiredTags } from "./required-tags";
import { resourceDescription } from "./resource-description";
import { tagNameFormat } from "./tag-name-format";
import { tagNoSensitiveData } from "./tag-no-sensitive-data";

/** The rules of the tagging pack, in the order of the catalogue. */
export const taggingRules: Policies = [
  requiredTags,
  requiredTagValues,
  tagNameFormat,
  tagNoSensitiveData,
  ecsServicePropagateTags,
  rdsCopyTagsToSnapshot,
  asgPropagatesTags,
  resourceDescription,
];
