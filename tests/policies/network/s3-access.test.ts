import type {
  BucketAclArgs,
  BucketAclV2Args,
  BucketArgs,
  BucketCorsConfigurationArgs,
  BucketCorsConfigurationV2Args,
  BucketOwnershipControlsArgs,
  BucketPublicAccessBlockArgs,
  BucketV2Args,
} from "@pulumi/aws/s3";

import { s3BucketLevelPublicAccessProhibited } from "../../../policies/network/s3-bucket-level-public-access-prohibited";
import { s3BucketNoOpenCors } from "../../../policies/network/s3-bucket-no-open-cors";
import { s3BucketNoPublicAcl } from "../../../policies/network/s3-bucket-no-public-acl";
import { s3BucketOwnerEnforced } from "../../../policies/network/s3-bucket-owner-enforced";
import { unknownValue } from "../support/engine";
import { Props, ruleCases } from "../support/rule-cases";
import { describeStackRule, member } from "../support/stack-cases";

const BUCKET = "aws:s3/bucket:Bucket";
const OLD_BUCKET = "aws:s3/bucketV2:BucketV2";
const bucket = (name = "files", type = BUCKET) =>
  member<BucketArgs>(type, name, { bucket: `shop-${name}` });

const blocked = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const block = (props: Props<BucketPublicAccessBlockArgs> = blocked) =>
  member<BucketPublicAccessBlockArgs>(
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "block",
    { bucket: "shop-files", ...props },
  );
const exposed = (name: string) =>
  `${name}: Nothing blocks public access: add a BucketPublicAccessBlock.`;
const partly = (...names: string[]) =>
  `block: Public access is not blocked in full: set ${names.join(", ")} to true.`;
describeStackRule(s3BucketLevelPublicAccessProhibited, [
  ["reports a bucket without a block", [bucket()], [exposed("files")]],
  [
    "reports one of the older type beside another's block",
    [bucket(), bucket("logs", OLD_BUCKET), block()],
    [exposed("logs")],
  ],
  [
    "reports a switch that is off",
    [bucket(), block({ ...blocked, restrictPublicBuckets: false })],
    [partly("restrictPublicBuckets")],
  ],
  [
    "reports switches unsaid, which are off",
    [bucket(), block({})],
    [partly("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")],
  ],
  [
    "reports a block for a bucket from elsewhere",
    [block({ ...blocked, bucket: "other", blockPublicPolicy: false })],
    [partly("blockPublicPolicy")],
  ],
  ["accepts a full block", [bucket(), block()], []],
  [
    "accepts it before names are known",
    [
      { ...bucket(), props: { bucket: unknownValue } },
      {
        ...block({ ...blocked, bucket: unknownValue, blockPublicAcls: unknownValue }),
        from: { bucket: bucket() },
      },
    ],
    [],
  ],
]);

const controls = (objectOwnership?: string, of = "shop-files") =>
  member<BucketOwnershipControlsArgs>(
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "controls",
    { bucket: of, ...(objectOwnership && { rule: { objectOwnership } }) },
  );
const mayHave = (name: string) =>
  `${name}: The bucket may use ACLs: add a BucketOwnershipControls.`;
const used = "controls: ACLs are in use: set rule.objectOwnership to BucketOwnerEnforced.";
describeStackRule(s3BucketOwnerEnforced, [
  ["reports a bucket that does not say", [bucket()], [mayHave("files")]],
  [
    "reports one of the older type beside another's",
    [bucket("logs", OLD_BUCKET), controls("BucketOwnerEnforced")],
    [mayHave("logs")],
  ],
  ["reports ACLs of the owner", [bucket(), controls("BucketOwnerPreferred")], [used]],
  ["reports ACLs of the writer", [bucket(), controls("ObjectWriter")], [used]],
  ["reports controls that say nothing", [bucket(), controls()], [used]],
  ["reports those for a bucket from elsewhere", [controls("ObjectWriter", "other")], [used]],
  ["accepts the owner alone", [bucket(), controls("BucketOwnerEnforced")], []],
  ["passes by what is not known yet", [bucket(), controls(unknownValue)], []],
]);

const canned = "[Acl] acl opens the bucket to everyone: leave it out.";
const granted = (path: string) =>
  `[Grant::${path}] ${path} opens the bucket to everyone: leave it out.`;
const group = (name: string) => `http://acs.amazonaws.com/groups/${name}`;
const owner = { id: "a1b2" };
describe(s3BucketNoPublicAcl.name, () => {
  ruleCases<BucketAclArgs>(s3BucketNoPublicAcl, "aws:s3/bucketAcl:BucketAcl", [
    ["reports reading", { acl: "public-read" }, [canned]],
    ["reports writing", { acl: "public-read-write" }, [canned]],
    ["reports everyone with an account", { acl: "authenticated-read" }, [canned]],
    [
      "reports each grant",
      {
        accessControlPolicy: {
          owner,
          grants: [
            { permission: "WRITE", grantee: { type: "Group", uri: group("s3/LogDelivery") } },
            { permission: "READ", grantee: { type: "Group", uri: group("global/AllUsers") } },
            {
              permission: "READ",
              grantee: { type: "Group", uri: group("global/AuthenticatedUsers") },
            },
          ],
        },
      },
      [granted("accessControlPolicy.grants[1]"), granted("accessControlPolicy.grants[2]")],
    ],
    ["accepts a private bucket", { acl: "private" }, []],
    ["accepts none", {}, []],
    [
      "judges grants beside what is not known yet",
      {
        acl: unknownValue,
        accessControlPolicy: {
          owner,
          grants: [{ permission: "READ", grantee: { type: "CanonicalUser", id: unknownValue } }],
        },
      },
      [],
    ],
  ]);
  ruleCases<BucketAclV2Args>(s3BucketNoPublicAcl, "aws:s3/bucketAclV2:BucketAclV2", [
    ["reports the older type", { acl: "public-read" }, [canned]],
  ]);
  ruleCases<BucketArgs>(s3BucketNoPublicAcl, BUCKET, [
    ["reports a bucket's own", { acl: "public-read" }, [canned]],
    [
      "reports a bucket's grants",
      { grants: [{ type: "Group", permissions: ["READ"], uri: group("global/AllUsers") }] },
      [granted("grants[0]")],
    ],
    ["accepts a bucket without", { bucket: "files" }, []],
  ]);
  ruleCases<BucketV2Args>(s3BucketNoPublicAcl, OLD_BUCKET, [
    ["reports an older bucket's", { acl: "public-read-write" }, [canned]],
  ]);
});

const every = (path: string) => `[Origin::${path}] ${path} is every site: name the sites.`;
const cors = (...allowedOrigins: string[]) => ({ allowedMethods: ["GET"], allowedOrigins });
describe(s3BucketNoOpenCors.name, () => {
  ruleCases<BucketCorsConfigurationArgs>(
    s3BucketNoOpenCors,
    "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
    [
      ["reports every site", { corsRules: [cors("*")] }, [every("corsRules[0].allowedOrigins[0]")]],
      [
        "reports each, of any scheme",
        { corsRules: [cors("https://shop.example.com"), cors("https://a.example", "https://*")] },
        [every("corsRules[1].allowedOrigins[1]")],
      ],
      ["accepts named sites", { corsRules: [cors("https://shop.example.com")] }, []],
      ["accepts the sites of a domain", { corsRules: [cors("https://*.example.com")] }, []],
      ["accepts no rules", {}, []],
      [
        "judges the others beside one that is not known yet",
        { corsRules: [cors(unknownValue, "*")] },
        [
          every("corsRules[0].allowedOrigins[1]"),
          "string value at .corsRules.0.allowedOrigins.0 can't be known during preview",
        ],
      ],
    ],
  );
  ruleCases<BucketCorsConfigurationV2Args>(
    s3BucketNoOpenCors,
    "aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2",
    [
      [
        "reports the older type",
        { corsRules: [cors("*")] },
        [every("corsRules[0].allowedOrigins[0]")],
      ],
    ],
  );
  ruleCases<BucketArgs>(s3BucketNoOpenCors, BUCKET, [
    [
      "reports a bucket's own",
      { corsRules: [cors("http://*")] },
      [every("corsRules[0].allowedOrigins[0]")],
    ],
  ]);
});
