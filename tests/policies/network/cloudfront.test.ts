import type { DistributionArgs, ResponseHeadersPolicyArgs } from "@pulumi/aws/cloudfront";

import { cloudfrontDefaultRootObject } from "../../../policies/network/cloudfront-default-root-object";
import { cloudfrontGeoRestriction } from "../../../policies/network/cloudfront-geo-restriction";
import { cloudfrontS3OriginAccessControl } from "../../../policies/network/cloudfront-s3-origin-access-control";
import { cloudfrontSecurityHeaders } from "../../../policies/network/cloudfront-security-headers";
import { cloudfrontWafEnabled } from "../../../policies/network/cloudfront-waf-enabled";
import { unknownValue } from "../support/engine";
import { describeRule, ruleCases } from "../support/rule-cases";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const ACL = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/a1b2";

const bare = "No web ACL is before the distribution: set webAclId.";
describeRule<DistributionArgs>(cloudfrontWafEnabled, DISTRIBUTION, [
  ["reports a distribution without one", {}, [bare]],
  ["reports an empty one", { webAclId: "" }, [bare]],
  ["reports one that is switched off too", { enabled: false }, [bare]],
  ["accepts a web ACL", { webAclId: ACL }, []],
  ["accepts one that is not known yet", { webAclId: unknownValue }, []],
]);

const listed = "The root path may list the bucket: set defaultRootObject.";
const root = {
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  viewerProtocolPolicy: "redirect-to-https",
};
const bucket = {
  originId: "bucket",
  domainName: unknownValue,
  originAccessControlId: unknownValue,
};
const service = {
  originId: "service",
  domainName: "api.example.com",
  customOriginConfig: {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: "https-only",
    originSslProtocols: ["TLSv1.2"],
  },
};
describeRule<DistributionArgs>(cloudfrontDefaultRootObject, DISTRIBUTION, [
  ["reports none", {}, [listed]],
  ["reports an empty one", { defaultRootObject: "" }, [listed]],
  ["reports none beside what is not known yet", { origins: unknownValue }, [listed]],
  [
    "reports none of a bucket that the root comes from",
    { origins: [service, bucket], defaultCacheBehavior: { ...root, targetOriginId: "bucket" } },
    [listed],
  ],
  [
    "reports none of a bucket within the group that the root comes from",
    { origins: [bucket], defaultCacheBehavior: { ...root, targetOriginId: "group" } },
    [listed],
  ],
  [
    "leaves the root to a service that answers there",
    { origins: [service, bucket], defaultCacheBehavior: { ...root, targetOriginId: "service" } },
    [],
  ],
  [
    "leaves it to a service in the network too",
    {
      origins: [
        { originId: "inside", domainName: unknownValue, vpcOriginConfig: { vpcOriginId: "vo-1" } },
      ],
      defaultCacheBehavior: { ...root, targetOriginId: "inside" },
    },
    [],
  ],
  ["accepts a page", { defaultRootObject: "index.html" }, []],
  ["accepts one that is not known yet", { defaultRootObject: unknownValue }, []],
]);

const everywhere =
  "Every country is served: set restrictions.geoRestriction.restrictionType to whitelist.";
const restricted = (restrictionType: string) => ({
  restrictions: { geoRestriction: { restrictionType } },
});
describeRule<DistributionArgs>(cloudfrontGeoRestriction, DISTRIBUTION, [
  ["reports no restriction", restricted("none"), [everywhere]],
  ["reports it unsaid", {}, [everywhere]],
  ["accepts a list of those served", restricted("whitelist"), []],
  ["accepts a list of those that are not", restricted("blacklist"), []],
  [
    "waits for what is not known yet",
    restricted(unknownValue),
    ["string value at .restrictions.geoRestriction.restrictionType can't be known during preview"],
  ],
]);

const FILES = "shop-files.s3.us-east-1.amazonaws.com";
const CONTROL = { originAccessControlId: "E2QWRUHAPOMQZL" };
const origins = (...list: { domainName: string; originAccessControlId?: string }[]) => ({
  origins: list.map((origin, index) => ({ originId: `origin-${index}`, ...origin })),
});
const anyone = (index: number) =>
  `[Origin::origins[${index}]] The bucket has to be public: set origins[${index}].originAccessControlId.`;
const website = (index: number) =>
  `[Origin::origins[${index}]] origins[${index}].domainName is a public web site of S3: name the bucket's regional domain.`;
describeRule<DistributionArgs>(cloudfrontS3OriginAccessControl, DISTRIBUTION, [
  ["reports a bucket without control", origins({ domainName: FILES }), [anyone(0)]],
  ["reports an older domain name", origins({ domainName: "shop.s3.amazonaws.com" }), [anyone(0)]],
  ["reports China's", origins({ domainName: "shop.s3.cn-north-1.amazonaws.com.cn" }), [anyone(0)]],
  [
    "reports an identity of the older kind",
    {
      origins: [
        {
          originId: "files",
          domainName: FILES,
          s3OriginConfig: { originAccessIdentity: "origin-access-identity/cloudfront/E1" },
        },
      ],
    },
    [anyone(0)],
  ],
  [
    "reports a web site, with control or without",
    origins(
      { domainName: "shop.s3-website-us-east-1.amazonaws.com" },
      { domainName: "shop.s3-website.eu-central-1.amazonaws.com", ...CONTROL },
    ),
    [website(0), website(1)],
  ],
  ["accepts control", origins({ domainName: FILES, ...CONTROL }), []],
  [
    "accepts control before ids are known",
    origins({ domainName: FILES, originAccessControlId: unknownValue }),
    [],
  ],
  ["accepts a load balancer", origins({ domainName: "shop-1234.us-east-1.elb.amazonaws.com" }), []],
  ["accepts no origins", {}, []],
  [
    "judges the others beside one that is not known yet",
    origins({ domainName: unknownValue }, { domainName: FILES }),
    [anyone(1), "string value at .origins.0.domainName can't be known during preview"],
  ],
]);

const behavior = {
  targetOriginId: "files",
  viewerProtocolPolicy: "redirect-to-https",
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
};
const headless = "Answers lack security headers: set defaultCacheBehavior.responseHeadersPolicyId.";
const forgotten =
  "Browsers forget too soon to use HTTPS: set securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec to 31536000 or more.";
const transport = (accessControlMaxAgeSec: number) => ({
  securityHeadersConfig: { strictTransportSecurity: { accessControlMaxAgeSec, override: true } },
});
describe(cloudfrontSecurityHeaders.name, () => {
  ruleCases<DistributionArgs>(cloudfrontSecurityHeaders, DISTRIBUTION, [
    ["reports no policy", { defaultCacheBehavior: behavior }, [headless]],
    ["reports no behaviour", {}, [headless]],
    [
      "accepts a policy",
      {
        defaultCacheBehavior: {
          ...behavior,
          responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03",
        },
      },
      [],
    ],
    [
      "accepts one that is not known yet",
      { defaultCacheBehavior: { ...behavior, responseHeadersPolicyId: unknownValue } },
      [],
    ],
  ]);
  ruleCases<ResponseHeadersPolicyArgs>(
    cloudfrontSecurityHeaders,
    "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
    [
      ["reports a short memory", transport(300), [forgotten]],
      ["reports none", { securityHeadersConfig: {} }, [forgotten]],
      ["accepts a year", transport(31536000), []],
      ["says nothing about a policy of other headers", { name: "cors" }, []],
      [
        "waits for what is not known yet",
        transport(unknownValue),
        [
          "string value at .securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec can't be known during preview",
        ],
      ],
    ],
  );
});
