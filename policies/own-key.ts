import type { PolicyConfigSchema, ResourceRemediation } from "@pulumi/policy";

import { isSet, peek } from "./known";
import { fixOn } from "./resource";

/** Whether a property names a KMS key of the system's own. No key policy limits those of `alias/aws/…`, AWS's. */
export function hasOwnKey(props: object, property: string): boolean {
  const key = peek(() => (props as Record<string, unknown>)[property]);
  return isSet(props, property) && !/(^|:)alias\/aws\//.test(String(key));
}

/** Configuration of a rule that mends with {@link giveKey}. */
export const OWN_KEY_SCHEMA: PolicyConfigSchema = {
  properties: {
    kmsKeyId: {
      description: "ARN of the key to set at level remediate; without it the rule mends nothing.",
      type: "string",
    },
  },
};

/** Sets `kmsKeyId` to the configured key where there is none of the system's own. */
export function giveKey(type: string): ResourceRemediation {
  return fixOn<{ kmsKeyId?: string }>([type], (props, args) => {
    const { kmsKeyId } = args.getConfig<{ kmsKeyId?: string }>();
    return kmsKeyId === undefined || hasOwnKey(props, "kmsKeyId") ? undefined : { kmsKeyId };
  });
}
