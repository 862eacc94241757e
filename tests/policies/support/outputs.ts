import type { ExampleResource } from "../../../policies/example";

const PLACE = "eu-central-1:123456789012";

/** The last part of an ARN by type, where it is more than the name. */
const ARNS: Readonly<Record<string, (name: string) => string>> = {
  "aws:s3/bucket:Bucket": name => `arn:aws:s3:::${name}`,
  "aws:iam/role:Role": name => `arn:aws:iam::123456789012:role/${name}`,
  "aws:kms/key:Key": () => `arn:aws:kms:${PLACE}:key/6f2c1c9e-0000-4000-8000-000000000001`,
  "aws:cloudwatch/logGroup:LogGroup": name => `arn:aws:logs:${PLACE}:log-group:${name}`,
  "aws:dynamodb/table:Table": name => `arn:aws:dynamodb:${PLACE}:table/${name}`,
  "aws:secretsmanager/secret:Secret": name =>
    `arn:aws:secretsmanager:${PLACE}:secret:${name}-a1b2c3`,
  "aws:ssm/parameter:Parameter": name =>
    `arn:aws:ssm:${PLACE}:parameter/${name.replace(/^\//, "")}`,
  "aws:ecr/repository:Repository": name => `arn:aws:ecr:${PLACE}:repository/${name}`,
  "aws:efs/fileSystem:FileSystem": () =>
    `arn:aws:elasticfilesystem:${PLACE}:file-system/fs-0123456789`,
  "aws:efs/accessPoint:AccessPoint": () =>
    `arn:aws:elasticfilesystem:${PLACE}:access-point/fsap-0123456789`,
  "aws:cloudfront/distribution:Distribution": () =>
    "arn:aws:cloudfront::123456789012:distribution/E1EXAMPLE",
  "aws:cloudwatch/metricAlarm:MetricAlarm": name => `arn:aws:cloudwatch:${PLACE}:alarm:${name}`,
};

/** An output that the cloud makes up, in the form that it has there. */
export function outputOf({ type, name, props }: ExampleResource, attribute: string): string {
  if (attribute === "arn") {
    const given = props as { name?: string; bucket?: string };
    const known = given.name ?? given.bucket ?? name;
    const service = type.split(/[:/]/)[1];
    return ARNS[type]?.(known) ?? `arn:aws:${service}:${PLACE}:${known}`;
  }
  if (attribute === "repoDigest" || attribute === "ref") {
    return `123456789012.dkr.ecr.eu-central-1.amazonaws.com/${name}@sha256:${"0".repeat(64)}`;
  }
  return `${name}-${attribute}`;
}
