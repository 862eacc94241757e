import type { DistributionArgs } from "@pulumi/aws/cloudfront";

import { cloudfrontCustomCertificate } from "../../../policies/encryption/cloudfront-custom-certificate";
import { cloudfrontMinimumTlsVersion } from "../../../policies/encryption/cloudfront-minimum-tls-version";
import { cloudfrontOriginTls } from "../../../policies/encryption/cloudfront-origin-tls";
import { cloudfrontViewerHttps } from "../../../policies/encryption/cloudfront-viewer-https";
import { unknownValue } from "../support/engine";
import { mendCases } from "../support/mend";
import { describeRule, Props } from "../support/rule-cases";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1234abcd";

const behavior = (viewerProtocolPolicy: string) => ({
  targetOriginId: "files",
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  viewerProtocolPolicy,
});
const behaviors = (first: string, ...others: string[]): Props<DistributionArgs> => ({
  defaultCacheBehavior: behavior(first),
  orderedCacheBehaviors: others.map((policy, index) => ({
    ...behavior(policy),
    pathPattern: `/${index}/*`,
  })),
});
const plain = (id: string, path: string) =>
  `[Path::${id}] Viewers may come in plain text: set ${path}.viewerProtocolPolicy to redirect-to-https.`;

describeRule<DistributionArgs>(cloudfrontViewerHttps, DISTRIBUTION, [
  ["reports the default", behaviors("allow-all"), [plain("default", "defaultCacheBehavior")]],
  [
    "reports each path that allows it",
    behaviors("redirect-to-https", "https-only", "allow-all"),
    [plain("/1/*", "orderedCacheBehaviors[1]")],
  ],
  ["accepts redirects and HTTPS", behaviors("redirect-to-https", "https-only"), []],
  ["accepts a default alone", { defaultCacheBehavior: behavior("https-only") }, []],
  [
    "judges the others beside one that is not known yet",
    behaviors(unknownValue, "allow-all"),
    [
      plain("/0/*", "orderedCacheBehaviors[0]"),
      "string value at .defaultCacheBehavior.viewerProtocolPolicy can't be known during preview",
    ],
  ],
]);

describe(`${cloudfrontViewerHttps.name} at level remediate`, () => {
  mendCases<DistributionArgs>(cloudfrontViewerHttps, DISTRIBUTION, [
    [
      "mends what allows plain text and nothing else",
      behaviors("allow-all", "https-only", "allow-all"),
      behaviors("redirect-to-https", "https-only", "redirect-to-https"),
    ],
    ["leaves what is good", behaviors("redirect-to-https", "https-only"), undefined],
  ]);
});

const old =
  "Viewers may use old TLS versions: set viewerCertificate.minimumProtocolVersion to TLSv1.2_2021.";
const own = (minimumProtocolVersion?: string): Props<DistributionArgs> => ({
  viewerCertificate: {
    acmCertificateArn: CERTIFICATE,
    sslSupportMethod: "sni-only",
    ...(minimumProtocolVersion !== undefined && { minimumProtocolVersion }),
  },
});

describeRule<DistributionArgs>(cloudfrontMinimumTlsVersion, DISTRIBUTION, [
  ...["SSLv3", "TLSv1", "TLSv1_2016", "TLSv1.1_2016", "TLSv1.2_2018", "TLSv1.2_2019"].map(
    version =>
      [`reports ${version}`, own(version), [old]] as [string, Props<DistributionArgs>, string[]],
  ),
  ["reports it when nothing is said, which means TLS 1.0", own(), [old]],
  ["reports a certificate kept in IAM", { viewerCertificate: { iamCertificateId: "A" } }, [old]],
  ["accepts TLS 1.2", own("TLSv1.2_2021"), []],
  ["accepts what came after it", own("TLSv1.2_2025"), []],
  ["accepts TLS 1.3", own("TLSv1.3_2025"), []],
  [
    "accepts a certificate that is not known yet",
    {
      viewerCertificate: {
        acmCertificateArn: unknownValue,
        minimumProtocolVersion: "TLSv1.2_2021",
      },
    },
    [],
  ],
  [
    "says nothing of CloudFront's own certificate, which takes no version",
    { viewerCertificate: { cloudfrontDefaultCertificate: true, minimumProtocolVersion: "TLSv1" } },
    [],
  ],
  [
    "waits for what is not known yet",
    own(unknownValue),
    ["string value at .viewerCertificate.minimumProtocolVersion can't be known during preview"],
  ],
]);

describe(`${cloudfrontMinimumTlsVersion.name} at level remediate`, () => {
  mendCases<DistributionArgs>(cloudfrontMinimumTlsVersion, DISTRIBUTION, [
    ["mends an old version", own("TLSv1"), own("TLSv1.2_2021")],
    ["leaves a newer one", own("TLSv1.3_2025"), undefined],
    [
      "leaves CloudFront's own certificate",
      { viewerCertificate: { cloudfrontDefaultCertificate: true } },
      undefined,
    ],
  ]);
});

const origins = (...configs: { policy: string; versions?: string[] }[]) => ({
  origins: [
    { originId: "files", domainName: "files.s3.us-east-1.amazonaws.com" },
    ...configs.map(({ policy, versions = ["TLSv1.2"] }, index) => ({
      originId: `api-${index}`,
      domainName: "api.example.com",
      customOriginConfig: {
        httpPort: 80,
        httpsPort: 443,
        originProtocolPolicy: policy,
        originSslProtocols: versions,
      },
    })),
  ],
});
const onPlain = (index: number) =>
  `[Origin::api-${index - 1}] Requests go on in plain text: set origins[${index}].customOriginConfig.originProtocolPolicy to https-only.`;
const onOld = (index: number) =>
  `[Origin::api-${index - 1}] Requests go on over old TLS versions: set origins[${index}].customOriginConfig.originSslProtocols to TLSv1.2 alone.`;

describeRule<DistributionArgs>(cloudfrontOriginTls, DISTRIBUTION, [
  ["reports plain text", origins({ policy: "http-only" }), [onPlain(1)]],
  ["reports the viewer's choice", origins({ policy: "match-viewer" }), [onPlain(1)]],
  [
    "reports old versions of TLS, in any place",
    origins({ policy: "https-only" }, { policy: "https-only", versions: ["TLSv1.2", "TLSv1.1"] }),
    [onOld(2)],
  ],
  ["reports SSL", origins({ policy: "https-only", versions: ["SSLv3"] }), [onOld(1)]],
  ["accepts HTTPS with TLS 1.2", origins({ policy: "https-only" }), []],
  ["accepts buckets alone", origins(), []],
  [
    "judges the others beside one that is not known yet",
    origins({ policy: unknownValue }, { policy: "http-only" }),
    [
      onPlain(2),
      "string value at .origins.1.customOriginConfig.originProtocolPolicy can't be known during preview",
    ],
  ],
]);

describe(`${cloudfrontOriginTls.name} at level remediate`, () => {
  mendCases<DistributionArgs>(cloudfrontOriginTls, DISTRIBUTION, [
    [
      "mends the versions",
      origins({ policy: "https-only", versions: ["TLSv1", "TLSv1.2"] }, { policy: "https-only" }),
      origins({ policy: "https-only" }, { policy: "https-only" }),
    ],
    [
      "leaves plain text, as the origin may know nothing else",
      origins({ policy: "http-only" }),
      undefined,
    ],
    ["leaves what is good", origins({ policy: "https-only" }), undefined],
  ]);
});

const none = "The distribution has no certificate: set viewerCertificate.acmCertificateArn.";
const dear =
  "The distribution pays for addresses of its own: set viewerCertificate.sslSupportMethod to sni-only.";
describeRule<DistributionArgs>(cloudfrontCustomCertificate, DISTRIBUTION, [
  [
    "reports CloudFront's own certificate",
    { viewerCertificate: { cloudfrontDefaultCertificate: true } },
    [none],
  ],
  ["reports an empty block", { viewerCertificate: {} }, [none]],
  [
    "reports addresses of its own",
    { viewerCertificate: { acmCertificateArn: CERTIFICATE, sslSupportMethod: "vip" } },
    [dear],
  ],
  ["reports no method", { viewerCertificate: { acmCertificateArn: CERTIFICATE } }, [dear]],
  ["accepts a certificate", own(), []],
  [
    "accepts a certificate that is not known yet",
    { viewerCertificate: { acmCertificateArn: unknownValue, sslSupportMethod: "sni-only" } },
    [],
  ],
]);
