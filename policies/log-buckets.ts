import type { PolicyResource } from "@pulumi/policy";

import { peek } from "./known";
import { texts } from "./texts";

/** Properties that name the bucket to which a service delivers its logs, by type. */
const SENDERS: Readonly<Record<string, readonly string[]>> = {
  "aws:alb/loadBalancer:LoadBalancer": ["accessLogs", "connectionLogs"],
  "aws:cloudfront/distribution:Distribution": ["loggingConfig"],
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": [
    "deliveryDestinationConfiguration",
  ],
  "aws:ec2/flowLog:FlowLog": ["logDestination"],
  "aws:lb/loadBalancer:LoadBalancer": ["accessLogs", "connectionLogs"],
  "aws:s3/bucket:Bucket": ["logging"],
  "aws:s3/bucketLogging:BucketLogging": ["targetBucket"],
  "aws:s3/bucketLoggingV2:BucketLoggingV2": ["targetBucket"],
  "aws:s3/bucketV2:BucketV2": ["loggings"],
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": ["logDestinationConfigs"],
};

/** Tells whether a bucket takes logs that a service delivers, each written once and kept for a while. */
export function logTargets(
  resources: readonly PolicyResource[],
): (bucket: PolicyResource) => boolean {
  const senders = resources.filter(({ type }) => type in SENDERS);
  return bucket =>
    senders.some(sender =>
      SENDERS[sender.type].some(property => namesBucket(sender, property, bucket)),
    );
}

/** Whether a property says a bucket's name anywhere: alone, in an ARN or in a domain name. */
export function namesBucket(
  resource: PolicyResource,
  property: string,
  bucket: PolicyResource,
): boolean {
  if (resource.propertyDependencies[property]?.some(({ urn }) => urn === bucket.urn)) {
    return true;
  }
  const name = peek(() => bucket.props.bucket as unknown);
  if (typeof name !== "string") {
    return false;
  }
  const value = peek(() => resource.props[property] as unknown);
  for (const [, text] of texts(value)) {
    const [, , , , , path = text] = text.split(":");
    if (path === name || path.startsWith(`${name}/`) || path.startsWith(`${name}.s3.`)) {
      return true;
    }
  }
  return false;
}
