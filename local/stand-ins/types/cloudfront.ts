import {
  aliasesAreFree,
  behaviorsAreValid,
  behaviorsLeadToOrigins,
  certificateFits,
  functionCodeFits,
  originsAreDistinct,
  usedByDistribution,
} from "../checks/cloudfront";
import { mentions } from "../checks/references";
import { length, matches, oneOf } from "../checks/rules";
import { Cloud } from "../outputs/cloud";
import { lowerCharacters } from "../outputs/identity";
import { asText } from "../values";
import { TypeEntry } from "./type-entry";

const ACCESS_CONTROL = "aws:cloudfront/originAccessControl:OriginAccessControl";
const FUNCTION = "aws:cloudfront/function:Function";
const HEADERS_POLICY = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";

/** The zone of every distribution's name. */
const HOSTED_ZONE = "Z2FDTNDATAQYW2";

/** CloudFront's own response headers policies, which every account has. */
const MANAGED_HEADERS =
  /^(67f7725c-6f97-4210-82d7-5512b31e9d03|60669652-455b-4ae9-85a4-c4c02393f86c|5cc3b908-e619-4b99-88e5-2cf7f45965bd|e61eb60c-9c35-4d20-a928-2b84e02af89c|eaab4381-ed33-4a86-88ca-d9558dc6cd63)$/;

const id = (cloud: Cloud, label = "") =>
  `E${lowerCharacters(`${cloud.seed}${label}`, 13).toUpperCase()}`;

const headersInUse = usedByDistribution([
  "defaultCacheBehavior.responseHeadersPolicyId",
  "orderedCacheBehaviors.responseHeadersPolicyId",
]);
const controlInUse = usedByDistribution(["origins.originAccessControlId"]);
const functionInUse = usedByDistribution([
  "defaultCacheBehavior.functionAssociations.functionArn",
  "orderedCacheBehaviors.functionAssociations.functionArn",
]);

const ofHeaders = (path: string) =>
  mentions({
    path,
    type: HEADERS_POLICY,
    complaint: "NoSuchResponseHeadersPolicy: there is no response headers policy",
    except: MANAGED_HEADERS,
  });

const ofFunction = (path: string) =>
  mentions({
    path,
    type: FUNCTION,
    complaint: "InvalidFunctionAssociation: there is no function",
  });

/** Distributions and what they use. */
export const cloudfront: Readonly<Record<string, TypeEntry>> = {
  "aws:cloudfront/distribution:Distribution": {
    replaces: ["staging"],
    sets: [
      "aliases",
      "origins",
      "defaultCacheBehavior.allowedMethods",
      "defaultCacheBehavior.cachedMethods",
      "defaultCacheBehavior.functionAssociations",
      "orderedCacheBehaviors.allowedMethods",
      "orderedCacheBehaviors.cachedMethods",
      "orderedCacheBehaviors.functionAssociations",
    ],
    outputs: cloud => {
      const distribution = id(cloud);
      return {
        id: distribution,
        arn: cloud.globalArn("cloudfront", `distribution/${distribution}`),
        domainName: `d${lowerCharacters(`${cloud.seed}domain`, 13)}.cloudfront.net`,
        hostedZoneId: HOSTED_ZONE,
        callerReference: `terraform-${lowerCharacters(cloud.seed, 20)}`,
        etag: id(cloud, "etag"),
        status: "Deployed",
        lastModifiedTime: "2024-01-01 00:00:00 +0000 UTC",
        inProgressValidationBatches: 0,
        loggingV1Enabled: false,
        httpVersion: "http2",
        isIpv6Enabled: false,
        priceClass: "PriceClass_All",
        retainOnDelete: false,
        staging: false,
        waitForDeployment: true,
        trustedKeyGroups: [],
        trustedSigners: [],
      };
    },
    checks: [
      oneOf("httpVersion", ["http1.1", "http2", "http3", "http2and3"]),
      oneOf("priceClass", ["None", "PriceClass_100", "PriceClass_200", "PriceClass_All"]),
      length("comment", 0, 128),
      matches("defaultRootObject", /^[^/]/, "an object's name without a leading slash"),
      originsAreDistinct,
      behaviorsAreValid,
      behaviorsLeadToOrigins,
      certificateFits,
    ],
    world: [
      aliasesAreFree,
      mentions({
        path: "origins.originAccessControlId",
        type: ACCESS_CONTROL,
        complaint: "NoSuchOriginAccessControl: there is no origin access control",
      }),
      ofFunction("defaultCacheBehavior.functionAssociations.functionArn"),
      ofFunction("orderedCacheBehaviors.functionAssociations.functionArn"),
      ofHeaders("defaultCacheBehavior.responseHeadersPolicyId"),
      ofHeaders("orderedCacheBehaviors.responseHeadersPolicyId"),
    ],
    unique: () => undefined,
  },
  [ACCESS_CONTROL]: {
    name: { property: "name", max: 64 },
    replaces: [],
    outputs: cloud => {
      const control = id(cloud);
      return {
        id: control,
        arn: cloud.globalArn("cloudfront", `origin-access-control/${control}`),
        name: cloud.physicalName,
        description: "Managed by Pulumi",
        etag: id(cloud, "etag"),
      };
    },
    checks: [
      length("name", 1, 64),
      length("description", 0, 256),
      oneOf("originAccessControlOriginType", ["s3", "lambda", "mediastore", "mediapackagev2"]),
      oneOf("signingBehavior", ["always", "never", "no-override"]),
      oneOf("signingProtocol", ["sigv4"]),
    ],
    deletion: (outputs, others) =>
      controlInUse(asText(outputs.id), others)
        ? ["OriginAccessControlInUse: a distribution uses the origin access control"]
        : [],
  },
  [FUNCTION]: {
    name: { property: "name", max: 64 },
    replaces: ["name"],
    outputs: cloud => ({
      id: cloud.physicalName,
      name: cloud.physicalName,
      arn: cloud.globalArn("cloudfront", `function/${cloud.physicalName}`),
      etag: id(cloud, "etag"),
      liveStageEtag: id(cloud, "live"),
      status: "UNASSOCIATED",
      publish: true,
    }),
    checks: [
      matches("name", /^[\w-]{1,64}$/, "1 to 64 letters, digits, - and _"),
      oneOf("runtime", ["cloudfront-js-1.0", "cloudfront-js-2.0"]),
      length("comment", 0, 128),
      functionCodeFits,
    ],
    deletion: ({ arn }, others) =>
      functionInUse(asText(arn), others) ? ["FunctionInUse: a distribution uses the function"] : [],
  },
  [HEADERS_POLICY]: {
    name: { property: "name", max: 128 },
    replaces: [],
    outputs: cloud => {
      const policy = cloud.uuid();
      return {
        id: policy,
        arn: cloud.globalArn("cloudfront", `response-headers-policy/${policy}`),
        name: cloud.physicalName,
        etag: id(cloud, "etag"),
      };
    },
    checks: [
      matches("name", /^[\w-]{1,128}$/, "1 to 128 letters, digits, - and _"),
      length("comment", 0, 128),
      oneOf("securityHeadersConfig.frameOptions.frameOption", ["DENY", "SAMEORIGIN"]),
      oneOf("securityHeadersConfig.referrerPolicy.referrerPolicy", [
        "no-referrer",
        "no-referrer-when-downgrade",
        "origin",
        "origin-when-cross-origin",
        "same-origin",
        "strict-origin",
        "strict-origin-when-cross-origin",
        "unsafe-url",
      ]),
    ],
    deletion: (outputs, others) =>
      headersInUse(asText(outputs.id), others)
        ? ["ResponseHeadersPolicyInUse: a distribution uses the response headers policy"]
        : [],
  },
};
