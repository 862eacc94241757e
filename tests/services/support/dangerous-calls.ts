import { CLOUD } from "../../support/mocks";
import { Call } from "./iam";
import { arn } from "./systems";

const IAM = `arn:aws:iam::${CLOUD.accountId}`;
const DATABASE = arn("rds", "db:neighbour-prod");
const KEY = arn("kms", "key/22222222-3333-4444-8555-666666666666");

/** Calls that no role of a system needs: they change, destroy, give away or open something. */
const CALLS: readonly (readonly [resource: string, actions: string])[] = [
  [
    "*",
    "ec2:DescribeSecurityGroups ecs:ListClusters s3:ListAllMyBuckets secretsmanager:ListSecrets",
  ],
  ["*", "ecs:CreateCluster kms:CreateKey iam:ListRoles organizations:LeaveOrganization"],
  ["*", "ssm:DescribeParameters cloudtrail:DescribeTrails iam:CreateAccountAlias"],
  [`${IAM}:user/eve`, "iam:CreateUser iam:CreateAccessKey iam:CreateLoginProfile"],
  [`${IAM}:role/deploy`, "iam:CreateRole iam:PutRolePolicy iam:AttachRolePolicy sts:AssumeRole"],
  [`${IAM}:role/deploy`, "iam:UpdateAssumeRolePolicy iam:DeleteRolePermissionsBoundary"],
  [`${IAM}:policy/deploy`, "iam:CreatePolicy iam:CreatePolicyVersion"],
  [`${IAM}:oidc-provider/example.com`, "iam:CreateOpenIDConnectProvider"],
  [KEY, "kms:Encrypt kms:ScheduleKeyDeletion kms:PutKeyPolicy kms:DisableKey"],
  [arn("secretsmanager", "secret:/neighbour/key-AbC123"), "secretsmanager:GetSecretValue"],
  [arn("secretsmanager", "secret:/neighbour/key-AbC123"), "secretsmanager:PutSecretValue"],
  [arn("secretsmanager", "secret:/neighbour/key-AbC123"), "secretsmanager:DeleteSecret"],
  [arn("secretsmanager", "secret:/neighbour/key-AbC123"), "secretsmanager:PutResourcePolicy"],
  [arn("ssm", "parameter/neighbour/url"), "ssm:GetParameter ssm:GetParameters ssm:PutParameter"],
  [arn("ssm", "parameter/neighbour/url"), "ssm:GetParametersByPath ssm:DeleteParameter"],
  [arn("ssm", "document/Neighbour-RunScript"), "ssm:SendCommand"],
  [arn("ec2", "instance/i-0123456789abcdef0"), "ssm:StartSession"],
  ["arn:aws:s3:::neighbour-state", "s3:DeleteBucket s3:ListBucket s3:PutBucketPolicy"],
  ["arn:aws:s3:::neighbour-state/stack.json", "s3:GetObject s3:PutObject s3:DeleteObject"],
  [arn("logs", "log-group:/ecs/neighbour:*"), "logs:DeleteLogGroup logs:FilterLogEvents"],
  [arn("logs", "log-group:/ecs/neighbour:*"), "logs:PutRetentionPolicy logs:CreateLogGroup"],
  [arn("ecr", "repository/neighbour/api"), "ecr:PutImage ecr:BatchDeleteImage ecr:BatchGetImage"],
  [arn("ecr", "repository/neighbour/api"), "ecr:SetRepositoryPolicy ecr:DeleteRepository"],
  [arn("ecs", "task-definition/neighbour:1"), "ecs:RunTask ecs:RegisterTaskDefinition"],
  [arn("ecs", "service/neighbour/api"), "ecs:UpdateService ecs:DeleteService"],
  [arn("ecs", "task/neighbour/0123456789abcdef"), "ecs:ExecuteCommand ecs:StopTask"],
  [arn("ec2", "instance/i-0123456789abcdef0"), "ec2:RunInstances ec2:TerminateInstances"],
  [arn("ec2", "security-group/sg-0123"), "ec2:AuthorizeSecurityGroupIngress"],
  [arn("ec2", "route-table/rtb-0123"), "ec2:CreateRoute"],
  [arn("ec2", "vpc/vpc-0123"), "ec2:DeleteVpc"],
  [DATABASE, "rds:DeleteDBInstance rds:StopDBInstance rds:RestoreDBInstanceToPointInTime"],
  [arn("rds", "snapshot:by-hand"), "rds:DeleteDBSnapshot rds:ModifyDBSnapshotAttribute"],
  [arn("rds-db", "dbuser:db-ABC/admin"), "rds-db:connect"],
  [arn("elasticache", "replicationgroup:neighbour"), "elasticache:DeleteReplicationGroup"],
  [
    arn("elasticloadbalancing", "loadbalancer/app/neighbour/0123456789abcdef"),
    "elasticloadbalancing:DeleteLoadBalancer elasticloadbalancing:SetSecurityGroups",
  ],
  [
    arn("elasticloadbalancing", "listener/app/neighbour/0123456789abcdef/0123456789abcdef"),
    "elasticloadbalancing:ModifyListener",
  ],
  [`arn:aws:cloudfront::${CLOUD.accountId}:distribution/E1`, "cloudfront:UpdateDistribution"],
  ["arn:aws:route53:::hostedzone/Z1", "route53:ChangeResourceRecordSets"],
  [arn("lambda", "function:neighbour"), "lambda:InvokeFunction lambda:UpdateFunctionCode"],
  [arn("sns", "neighbour-alerts"), "sns:Publish sns:SetTopicAttributes"],
  [arn("sqs", "neighbour"), "sqs:SendMessage sqs:ReceiveMessage"],
  [arn("dynamodb", "table/neighbour"), "dynamodb:GetItem dynamodb:DeleteTable"],
  [arn("cloudtrail", "trail/neighbour"), "cloudtrail:StopLogging cloudtrail:DeleteTrail"],
  [arn("backup", "recovery-point:0123"), "backup:DeleteRecoveryPoint"],
  [arn("backup", "backup-vault:neighbour"), "backup:DeleteBackupVault"],
  [arn("cloudwatch", "alarm:neighbour"), "cloudwatch:DeleteAlarms cloudwatch:PutMetricAlarm"],
  [arn("events", "rule/neighbour"), "events:PutRule events:DisableRule"],
  [arn("codedeploy", "deploymentgroup:neighbour/api"), "codedeploy:CreateDeployment"],
  [arn("elasticfilesystem", "file-system/fs-0123"), "elasticfilesystem:DeleteFileSystem"],
  [arn("cloudformation", "stack/neighbour/0123"), "cloudformation:CreateStack"],
  [arn("wafv2", "regional/webacl/neighbour/0123"), "wafv2:DeleteWebACL"],
];

/** What a role would need to hand itself on to another service. */
const PASS_ON: readonly Call[] = ["lambda.amazonaws.com", "ec2.amazonaws.com"].map(service => ({
  action: "iam:PassRole",
  resource: `${IAM}:role/deploy`,
  context: { "iam:PassedToService": service },
}));

/** Calls that are denied to every role, on things of others. */
export const DANGEROUS_CALLS: readonly Call[] = [
  ...CALLS.flatMap(([resource, actions]) =>
    actions.split(" ").map(action => ({ action, resource })),
  ),
  ...PASS_ON,
  {
    action: "kms:Decrypt",
    resource: KEY,
    context: {
      "kms:ResourceAliases": ["alias/neighbour"],
      "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
    },
  },
];
