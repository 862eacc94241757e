import type {
  BucketArgs,
  BucketLifecycleConfigurationArgs,
  BucketVersioningArgs,
} from "@pulumi/aws/s3";
import { expect } from "chai";

import { s3BucketLifecycle } from "../../../policies/cost/s3-bucket-lifecycle";
import { Member, stackViolations, unknownValue } from "../support/engine";
import type { Props } from "../support/rule-cases";

type Lifecycle = Props<BucketLifecycleConfigurationArgs>;

const BUCKET = { type: "aws:s3/bucket:Bucket", name: "assets" };
const FROM = { bucket: BUCKET };

const bucket = (props: Props<BucketArgs> = {}): Member => ({ ...BUCKET, props });
const lifecycle = (props: Lifecycle, name = "rules", version = ""): Member => ({
  type: `aws:s3/bucketLifecycleConfiguration${version}:BucketLifecycleConfiguration${version}`,
  name,
  props,
  from: FROM,
});
const versioning = (status: string, version = ""): Member => ({
  type: `aws:s3/bucketVersioning${version}:BucketVersioning${version}`,
  name: "versions",
  props: { versioningConfiguration: { status } } satisfies Props<BucketVersioningArgs>,
  from: FROM,
});

const rule = {
  id: "a",
  status: "Enabled",
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};
const rules = (...more: object[]): Lifecycle => ({
  rules: more.map(each => ({ ...rule, ...each })),
});

const uploads =
  "assets: [Lifecycle::uploads] Parts of failed uploads stay: set abortIncompleteMultipartUpload.";
const objects =
  "assets: [Lifecycle::objects] Objects stay for ever where they are: set expiration or transitions.";
const versions =
  "assets: [Lifecycle::versions] Replaced versions stay for ever: set noncurrentVersionExpiration.";

const noncurrent = { noncurrentVersionExpiration: { noncurrentDays: 30 } };

const cases: [title: string, stack: Member[], expected: string[]][] = [
  ["accepts objects that expire", [bucket(), lifecycle(rules({ expiration: { days: 90 } }))], []],
  [
    "accepts objects that expire on a day",
    [bucket(), lifecycle(rules({ expiration: { date: "2027-01-01" } }))],
    [],
  ],
  [
    "accepts objects that move",
    [bucket(), lifecycle(rules({ transitions: [{ days: 365, storageClass: "GLACIER_IR" }] }))],
    [],
  ],
  [
    "accepts the resource of former versions",
    [
      { ...bucket(), type: "aws:s3/bucketV2:BucketV2" },
      {
        ...lifecycle(rules({ expiration: { days: 9 } }), "rules", "V2"),
        from: { bucket: { type: "aws:s3/bucketV2:BucketV2", name: "assets" } },
      },
    ],
    [],
  ],
  [
    "accepts the bucket's own rules",
    [
      bucket({
        lifecycleRules: [
          { enabled: true, abortIncompleteMultipartUploadDays: 7, expiration: { days: 9 } },
        ],
      }),
    ],
    [],
  ],
  ["reports a bucket without rules", [bucket()], [uploads, objects]],
  [
    "reports rules that are not in force",
    [bucket(), lifecycle(rules({ status: "Disabled", expiration: { days: 90 } }))],
    [uploads, objects],
  ],
  [
    "reports the rules of another bucket",
    [bucket(), { ...lifecycle(rules({ expiration: { days: 90 } })), from: {} }],
    [uploads, objects],
  ],
  [
    "reports failed uploads alone",
    [
      bucket(),
      lifecycle(rules({ abortIncompleteMultipartUpload: undefined, expiration: { days: 9 } })),
    ],
    [uploads],
  ],
  ["reports objects alone", [bucket(), lifecycle(rules({}))], [objects]],
  [
    "reports objects whose delete markers alone expire",
    [bucket(), lifecycle(rules({ expiration: { expiredObjectDeleteMarker: true } }))],
    [objects],
  ],
  [
    "takes the parts from several rules",
    [
      bucket(),
      lifecycle(rules({}, { abortIncompleteMultipartUpload: undefined, expiration: { days: 9 } })),
    ],
    [],
  ],
  [
    "reports the versions of a versioned bucket",
    [bucket(), versioning("Enabled"), lifecycle(rules({ expiration: { days: 90 } }))],
    [versions],
  ],
  [
    "reports the versions of one that is versioned by itself",
    [bucket({ versioning: { enabled: true } }), lifecycle(rules({}))],
    [versions],
  ],
  [
    "accepts one rule of several for the versions",
    [bucket(), versioning("Enabled"), lifecycle(rules(noncurrent, {}))],
    [],
  ],
  [
    "lets a versioned bucket keep its current objects",
    [bucket(), versioning("Enabled", "V2"), lifecycle(rules(noncurrent))],
    [],
  ],
  [
    "takes suspended versions for none",
    [bucket(), versioning("Suspended"), lifecycle(rules(noncurrent))],
    [objects],
  ],
  [
    "says nothing of rules that are not known yet",
    [bucket(), lifecycle({ rules: unknownValue })],
    [],
  ],
  ["says nothing of other resources", [lifecycle(rules({}))], []],
];

describe(s3BucketLifecycle.name, () => {
  for (const [title, stack, expected] of cases) {
    it(title, async () => {
      expect(await stackViolations(s3BucketLifecycle, stack)).to.deep.equal(expected);
    });
  }
});
