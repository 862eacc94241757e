import { Check, Surroundings } from "../types/type-entry";
import { Values, allAt, asList, asText, asValues, at, hasUnknown } from "../values";
import { among } from "./rules";

/** Sets of methods that a behavior may allow. */
const METHODS = ["GET HEAD", "GET HEAD OPTIONS", "DELETE GET HEAD OPTIONS PATCH POST PUT"];

const VIEWER_PROTOCOLS = ["allow-all", "https-only", "redirect-to-https"];

const ACM_OF_CLOUDFRONT = /^arn:[^:]+:acm:us-east-1:\d{12}:certificate\/[\w-]+$/;

/** The default behavior and those of paths. */
const behaviorsOf = (inputs: Values): Values[] =>
  [inputs.defaultCacheBehavior, ...asList(inputs.orderedCacheBehaviors)].map(asValues);

/** Origins have ids of their own, and an S3 one no protocol. */
export const originsAreDistinct: Check = among(["origins"], ({ origins }) => {
  const ids = asList(origins).map(origin => asText(asValues(origin).originId));
  return new Set(ids).size < ids.length
    ? `InvalidArgument: an origin id is there twice: ${ids.join(", ")}`
    : undefined;
});

/** What one behavior may be. */
export const behaviorsAreValid: Check = inputs =>
  behaviorsOf(inputs)
    .filter(behavior => !hasUnknown(behavior))
    .flatMap(behaviorProblems)
    .map(reason => ({ property: "defaultCacheBehavior", reason }));

function behaviorProblems(behavior: Values): string[] {
  const path = asText(behavior.pathPattern) || "the default behavior";
  const methods = asList(behavior.allowedMethods).map(asText).sort().join(" ");
  return [
    ...(METHODS.includes(methods)
      ? []
      : [`InvalidArgument: ${path} allows ${methods}; use one of ${METHODS.join(", ")}`]),
    ...(VIEWER_PROTOCOLS.includes(asText(behavior.viewerProtocolPolicy))
      ? []
      : [`${path}: ${asText(behavior.viewerProtocolPolicy)} is no viewer protocol policy`]),
    ...((behavior.cachePolicyId === undefined) === (behavior.forwardedValues === undefined)
      ? [`InvalidArgument: ${path} takes exactly one of cachePolicyId and forwardedValues`]
      : []),
    ...(behavior.originRequestPolicyId !== undefined && behavior.forwardedValues !== undefined
      ? [`InvalidArgument: ${path} takes originRequestPolicyId with a cachePolicyId only`]
      : []),
  ];
}

/** Paths are there once, and lead to origins that are there. */
export const behaviorsLeadToOrigins: Check = among(
  ["defaultCacheBehavior", "orderedCacheBehaviors", "origins"],
  inputs => {
    const origins = allAt(inputs, "origins.originId").map(asText);
    const behaviors = behaviorsOf(inputs);
    const missing = behaviors
      .map(({ targetOriginId }) => asText(targetOriginId))
      .filter(id => !origins.includes(id));
    const paths = allAt(inputs, "orderedCacheBehaviors.pathPattern").map(asText);
    if (missing.length > 0) {
      return `NoSuchOrigin: One or more of your origins or origin groups do not exist: ${missing.join(", ")}`;
    }
    return new Set(paths).size < paths.length
      ? `InvalidArgument: The parameter PathPattern is there twice: ${paths.join(", ")}`
      : undefined;
  },
);

/** Names of its own need a certificate of us-east-1, and a certificate says how it is shown. */
export const certificateFits: Check = among(["aliases", "viewerCertificate"], inputs => {
  const { acmCertificateArn, iamCertificateId, cloudfrontDefaultCertificate, ...rest } = asValues(
    inputs.viewerCertificate,
  );
  const own = acmCertificateArn ?? iamCertificateId;
  if (asList(inputs.aliases).length > 0 && own === undefined) {
    return "InvalidViewerCertificate: To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name";
  }
  if (own === undefined) {
    return cloudfrontDefaultCertificate === true
      ? undefined
      : "InvalidViewerCertificate: give a certificate or cloudfrontDefaultCertificate";
  }
  if (acmCertificateArn !== undefined && !ACM_OF_CLOUDFRONT.test(asText(acmCertificateArn))) {
    return "InvalidViewerCertificate: The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain";
  }
  return rest.sslSupportMethod === undefined
    ? "InvalidArgument: a certificate takes sslSupportMethod"
    : undefined;
});

/** A name belongs to one distribution only. */
export function aliasesAreFree({ inputs, others }: Surroundings): string[] {
  const taken = others
    .all("aws:cloudfront/distribution:Distribution")
    .flatMap(({ outputs }) => asList(outputs.aliases).map(asText));
  return asList(inputs.aliases)
    .map(asText)
    .filter(alias => taken.includes(alias))
    .map(
      alias =>
        `CNAMEAlreadyExists: One or more of the CNAMEs you provided are already associated with a different resource: ${alias}`,
    );
}

/** Whether a distribution of the stack has the value anywhere at one of the paths. */
export function usedByDistribution(paths: readonly string[]) {
  return (value: string, others: Surroundings["others"]): boolean =>
    others
      .all("aws:cloudfront/distribution:Distribution")
      .some(({ outputs }) => paths.some(path => allAt(outputs, path).map(asText).includes(value)));
}

/** The code is there and not too long. */
export const functionCodeFits: Check = among(["code"], inputs => {
  const size = Buffer.byteLength(asText(at(inputs, "code")));
  return size >= 1 && size <= 40960
    ? undefined
    : `FunctionSizeLimitExceeded: the code has ${size} bytes; use 1 to 40960`;
});
