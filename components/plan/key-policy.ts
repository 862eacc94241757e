import { Scope } from "./scope";

/**
 * Who may use the key without a grant of their own. In a key policy, Resource `*` means this key.
 * `logGroups` are patterns of log groups that do not carry the system's name.
 */
export function keyPolicy(scope: Scope, logGroups: readonly string[] = []): string {
  const own = scope.arn("logs", `log-group:*/${scope.name()}*`);
  const others = logGroups.map(pattern => scope.arn("logs", `log-group:${pattern}`));
  const trail = scope.arn("cloudtrail", `trail/${scope.name()}`);
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AccountAdministration",
        Effect: "Allow",
        Principal: { AWS: scope.iamArn("root") },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "SystemLogGroups",
        Effect: "Allow",
        Principal: { Service: `logs.${scope.region}.amazonaws.com` },
        Action: [
          "kms:Encrypt",
          "kms:Decrypt",
          "kms:ReEncrypt*",
          "kms:GenerateDataKey*",
          "kms:DescribeKey",
        ],
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": others.length > 0 ? [own, ...others] : own,
          },
        },
      },
      {
        Sid: "AlarmNotifications",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": scope.accountId } },
      },
      {
        Sid: "AuditTrailRecords",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "kms:GenerateDataKey*",
        Resource: "*",
        Condition: {
          StringEquals: {
            "aws:SourceArn": trail,
            "kms:EncryptionContext:aws:cloudtrail:arn": trail,
          },
        },
      },
      {
        Sid: "AuditTrailLooksKeyUp",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "kms:DescribeKey",
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceArn": trail } },
      },
    ],
  });
}
