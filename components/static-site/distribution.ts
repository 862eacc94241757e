import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { unique } from "../plan/lists";
import { fitName } from "../plan/names";
import type { ResolvedSite } from "./resolve-site";
import { SPA_ROUTER } from "./spa-router";

/** Ids of CloudFront's own policies, the same in every account (CloudFront developer guide). */
const MANAGED = {
  cachingOptimized: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  cachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  allViewer: "216adef6-5c7f-47e4-b989-5492eafa07d3",
  allViewerExceptHostHeader: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
  securityHeaders: "67f7725c-6f97-4210-82d7-5512b31e9d03",
};

const FILES = "files";
const API = "api";
const EVERY_METHOD = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

type Origin = aws.types.input.cloudfront.DistributionOrigin;
type Behavior = aws.types.input.cloudfront.DistributionOrderedCacheBehavior;

/** The bucket with the site's files, and what must be there before CloudFront reads it. */
export interface SiteFiles {
  bucket: aws.s3.Bucket;
  ready: readonly pulumi.Resource[];
}

/** The distribution with all that only it uses. */
export function createDistribution(
  name: string,
  { site, files }: { site: ResolvedSite; files: SiteFiles },
  opts: pulumi.CustomResourceOptions,
): aws.cloudfront.Distribution {
  const { scope, domain } = site;
  const ownName = fitName("CloudFront function", scope.name(name));
  const access = new aws.cloudfront.OriginAccessControl(
    name,
    {
      name: ownName,
      description: `Reads the buckets of ${ownName}`,
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    },
    opts,
  );
  const headersId = createHeaders(name, ownName, site, opts);
  const router = site.spa
    ? new aws.cloudfront.Function(
        name,
        { name: ownName, runtime: "cloudfront-js-2.0", code: SPA_ROUTER, publish: true },
        opts,
      )
    : undefined;
  return new aws.cloudfront.Distribution(
    name,
    {
      enabled: true,
      comment: scope.name(name),
      isIpv6Enabled: true,
      httpVersion: "http2and3",
      priceClass: site.priceClass,
      aliases: domain && [domain.host],
      webAclId: site.webAclArn,
      defaultRootObject: "index.html",
      origins: createOrigins(site, files, access.id),
      defaultCacheBehavior: {
        ...servesFiles(FILES, headersId),
        functionAssociations: router && [{ eventType: "viewer-request", functionArn: router.arn }],
      },
      orderedCacheBehaviors: behaviors(site, headersId),
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: domain
        ? {
            acmCertificateArn: domain.certificateArn,
            sslSupportMethod: "sni-only",
            minimumProtocolVersion: "TLSv1.2_2021",
          }
        : { cloudfrontDefaultCertificate: true },
    },
    { ...opts, dependsOn: [...files.ready] },
  );
}

function createOrigins(
  site: ResolvedSite,
  files: SiteFiles,
  originAccessControlId: pulumi.Input<string>,
): Origin[] {
  // One bucket may be served below several paths.
  const buckets = unique(site.buckets.map(({ bucket }) => bucket)).map(bucket => ({
    originId: bucket.bucketName,
    domainName: bucket.domainName,
    originAccessControlId,
  }));
  return [
    { originId: FILES, domainName: files.bucket.bucketRegionalDomainName, originAccessControlId },
    ...buckets,
    ...apiOrigin(site),
  ];
}

function apiOrigin({ loadBalancer, apiHost }: ResolvedSite): Origin[] {
  return loadBalancer === undefined
    ? []
    : [
        {
          originId: API,
          domainName: apiHost ?? loadBalancer.dnsName,
          customOriginConfig: {
            httpPort: 80,
            httpsPort: 443,
            originProtocolPolicy: loadBalancer.https ? "https-only" : "http-only",
            originSslProtocols: ["TLSv1.2"],
            // As long as the load balancer itself waits.
            originReadTimeout: 60,
          },
        },
      ];
}

/** One for each path, longer ones first: CloudFront takes the first that matches. */
function behaviors(site: ResolvedSite, headersId: pulumi.Input<string>): Behavior[] {
  return [
    ...site.buckets.map(({ path, bucket }) => ({
      pathPattern: path,
      ...servesFiles(bucket.bucketName, headersId),
    })),
    ...site.apiPaths.map(path => ({ pathPattern: path, ...passesOn(site) })),
  ].sort((a, b) => String(b.pathPattern).length - String(a.pathPattern).length);
}

function servesFiles(origin: string, headersId: pulumi.Input<string>) {
  return {
    targetOriginId: origin,
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: ["GET", "HEAD", "OPTIONS"],
    cachedMethods: ["GET", "HEAD"],
    compress: true,
    cachePolicyId: MANAGED.cachingOptimized,
    responseHeadersPolicyId: headersId,
  };
}

/** The viewer's Host goes along where the load balancer's certificate holds that name and no other. */
function passesOn({ loadBalancer, apiHost }: ResolvedSite) {
  const keepsHost = loadBalancer?.https === true && apiHost === undefined;
  return {
    targetOriginId: API,
    // A redirect would lose the body of a POST.
    viewerProtocolPolicy: "https-only",
    allowedMethods: EVERY_METHOD,
    cachedMethods: ["GET", "HEAD"],
    compress: true,
    cachePolicyId: MANAGED.cachingDisabled,
    originRequestPolicyId: keepsHost ? MANAGED.allViewer : MANAGED.allViewerExceptHostHeader,
  };
}

/** CloudFront's own set of security headers, or the same with a Content-Security-Policy. */
function createHeaders(
  name: string,
  ownName: string,
  { contentSecurityPolicy }: ResolvedSite,
  opts: pulumi.CustomResourceOptions,
): pulumi.Input<string> {
  if (contentSecurityPolicy === undefined) {
    return MANAGED.securityHeaders;
  }
  const policy = new aws.cloudfront.ResponseHeadersPolicy(
    name,
    {
      name: ownName,
      securityHeadersConfig: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: "SAMEORIGIN", override: false },
        referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
        strictTransportSecurity: { accessControlMaxAgeSec: 31536000, override: false },
      },
    },
    opts,
  );
  return policy.id;
}
