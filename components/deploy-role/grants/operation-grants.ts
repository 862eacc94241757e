import { Scope } from "../../plan/scope";
import { Grant, names } from "./grant";

/** Logs, alarms, topics, backups and metrics. */
export function operationGrants(scope: Scope): Grant[] {
  const logGroups = [...names(scope).map(name => `*/${name}`), `aws-waf-logs-${scope.app}-*`];
  return [
    {
      role: "Logs",
      service: "logs",
      anywhere: "DescribeLogGroups",
      named: {
        actions: `AssociateKmsKey CreateLogGroup DeleteLogGroup DisassociateKmsKey GetLogEvents
          ListTagsForResource PutRetentionPolicy TagResource UntagResource`,
        resources: logGroups.map(group => scope.arn("logs", `log-group:${group}`)),
      },
    },
    {
      role: "Alarms",
      service: "cloudwatch",
      create: "PutMetricAlarm TagResource",
      owned: "DeleteAlarms DescribeAlarms ListTagsForResource UntagResource",
      named: {
        actions: "DeleteDashboards GetDashboard PutDashboard",
        resources: names(scope).map(name => scope.globalArn("cloudwatch", `dashboard/${name}`)),
      },
    },
    {
      role: "Topics",
      service: "sns",
      named: {
        actions: `CreateTopic DeleteTopic GetSubscriptionAttributes GetTopicAttributes ListTagsForResource
          SetTopicAttributes Subscribe TagResource Unsubscribe UntagResource`,
        resources: names(scope).map(name => scope.arn("sns", name)),
      },
    },
    {
      role: "Backups",
      service: "backup",
      create: "CreateBackupPlan TagResource",
      owned: `CreateBackupSelection DeleteBackupPlan DeleteBackupSelection DeleteBackupVault
        DeleteBackupVaultLockConfiguration DescribeBackupVault GetBackupPlan GetBackupSelection ListTags
        PutBackupVaultLockConfiguration UntagResource UpdateBackupPlan`,
    },
    {
      role: "Metrics",
      service: "aps",
      create: "CreateWorkspace TagResource",
      owned:
        "DeleteWorkspace DescribeWorkspace ListTagsForResource UntagResource UpdateWorkspaceAlias",
    },
    {
      role: "Account",
      service: "sts",
      anywhere: "GetCallerIdentity",
    },
  ];
}
