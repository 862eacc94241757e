import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { eachKnown } from "../known";
import { finding, fixOn, onTypes } from "../resource";

interface Behavior {
  pathPattern?: string;
  viewerProtocolPolicy: string;
}

interface Distribution {
  defaultCacheBehavior: Behavior;
  orderedCacheBehaviors?: readonly Behavior[];
}

const TYPES = ["aws:cloudfront/distribution:Distribution"];

export const cloudfrontViewerHttps: ResourceValidationPolicy = {
  name: "cloudfront-viewer-https",
  description: "CloudFront serves viewers over HTTPS only.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  framework: fsbp("CloudFront.3", "CloudFront distributions should require encryption in transit"),
  remediationSteps:
    "Set viewerProtocolPolicy of each behavior to redirect-to-https, or to https-only for an API.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-3",
  validateResource: onTypes<Distribution>(
    TYPES,
    ({ defaultCacheBehavior, orderedCacheBehaviors = [] }, report) => {
      const behaviors: [string, Behavior][] = [
        ["defaultCacheBehavior", defaultCacheBehavior],
        ...orderedCacheBehaviors.map((behavior, index): [string, Behavior] => [
          `orderedCacheBehaviors[${index}]`,
          behavior,
        ]),
      ];
      eachKnown(behaviors, ([path, behavior]) => {
        if (isPlain(behavior)) {
          report(
            finding(
              `Path::${behavior.pathPattern ?? "default"}`,
              `Viewers may come in plain text: set ${path}.viewerProtocolPolicy to redirect-to-https.`,
            ),
          );
        }
      });
    },
  ),
  remediateResource: fixOn<Distribution>(
    TYPES,
    ({ defaultCacheBehavior, orderedCacheBehaviors = [] }) =>
      [defaultCacheBehavior, ...orderedCacheBehaviors].some(isPlain)
        ? {
            defaultCacheBehavior: redirected(defaultCacheBehavior),
            orderedCacheBehaviors: [...orderedCacheBehaviors].map(redirected),
          }
        : undefined,
  ),
};

function isPlain({ viewerProtocolPolicy }: Behavior): boolean {
  return viewerProtocolPolicy === "allow-all";
}

function redirected(behavior: Behavior): Behavior {
  return isPlain(behavior) ? { ...behavior, viewerProtocolPolicy: "redirect-to-https" } : behavior;
}
