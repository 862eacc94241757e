import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { bucketsOf, settingsOf } from "../buckets";
import { fsbp } from "../framework";
import { peek, UNKNOWN } from "../known";
import { finding } from "../resource";

/** A rule as a lifecycle configuration writes it, and as the bucket's own `lifecycleRules` do. */
interface Rule {
  status?: string;
  enabled?: boolean;
  abortIncompleteMultipartUpload?: { daysAfterInitiation?: number };
  abortIncompleteMultipartUploadDays?: number;
  expiration?: { days?: number; date?: string };
  transitions?: readonly unknown[];
  noncurrentVersionExpiration?: { noncurrentDays?: number; days?: number };
}

const LIFECYCLES = [
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
];
const VERSIONINGS = [
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
];

/** A versioned bucket may keep its current objects for good: a website's, say. */
export const s3BucketLifecycle: StackValidationPolicy = {
  name: "s3-bucket-lifecycle",
  description: "S3 buckets do not keep for ever what nobody needs.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["cost"],
  framework: fsbp("S3.13", "S3 general purpose buckets should have Lifecycle configurations"),
  remediationSteps:
    "Add a BucketLifecycleConfiguration that ends incomplete uploads and expires or moves objects, with noncurrentVersionExpiration on a versioned bucket.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-13",
  validateStack: ({ resources }, report) => {
    const settings = resources.filter(({ type }) => [...LIFECYCLES, ...VERSIONINGS].includes(type));
    for (const bucket of bucketsOf(resources)) {
      const rules = rulesOf(bucket, settings);
      if (rules !== UNKNOWN) {
        for (const [id, fault] of faults(rules, isVersioned(bucket, settings))) {
          report(finding(`Lifecycle::${id}`, fault), bucket.urn);
        }
      }
    }
  },
};

function* faults(rules: readonly Rule[], versioned: boolean): Generator<[string, string]> {
  if (!rules.some(endsUploads)) {
    yield ["uploads", "Parts of failed uploads stay: set abortIncompleteMultipartUpload."];
  }
  if (!versioned && !rules.some(endsObjects)) {
    yield ["objects", "Objects stay for ever where they are: set expiration or transitions."];
  }
  if (versioned && !rules.some(endsVersions)) {
    yield ["versions", "Replaced versions stay for ever: set noncurrentVersionExpiration."];
  }
}

function endsUploads(rule: Rule): boolean {
  return Boolean(
    rule.abortIncompleteMultipartUpload?.daysAfterInitiation ??
    rule.abortIncompleteMultipartUploadDays,
  );
}

function endsObjects({ expiration, transitions = [] }: Rule): boolean {
  return Boolean(expiration?.days) || Boolean(expiration?.date) || (transitions ?? []).length > 0;
}

function endsVersions({ noncurrentVersionExpiration: expiration }: Rule): boolean {
  return Boolean(expiration?.noncurrentDays ?? expiration?.days);
}

/** The rules in force for a bucket. */
function rulesOf(
  bucket: PolicyResource,
  settings: readonly PolicyResource[],
): readonly Rule[] | typeof UNKNOWN {
  return peek(() =>
    [
      ((bucket.props.lifecycleRules ?? []) as Rule[]).filter(({ enabled }) => enabled),
      ...settingsOf(bucket, LIFECYCLES, settings).map(({ props }) =>
        ((props.rules ?? []) as Rule[]).filter(({ status }) => status === "Enabled"),
      ),
    ].flat(),
  );
}

function isVersioned(bucket: PolicyResource, settings: readonly PolicyResource[]): boolean {
  const own = peek(() => (bucket.props.versioning as { enabled?: boolean } | undefined)?.enabled);
  return (
    own === true ||
    settingsOf(bucket, VERSIONINGS, settings).some(
      ({ props }) =>
        peek(() => (props.versioningConfiguration as { status?: string } | undefined)?.status) ===
        "Enabled",
    )
  );
}
