import type { ReplicationConfigurationArgs, RepositoryPolicyArgs } from "@pulumi/aws/ecr";
import type { FunctionArgs } from "@pulumi/aws/lambda";
import type {
  OpenIdConnectProviderArgs,
  RoleArgs,
  RolePolicyAttachmentArgs,
} from "@pulumi/aws/iam";
import type { SelectionArgs } from "@pulumi/aws/backup";
import type { SecretArgs, SecretPolicyArgs } from "@pulumi/aws/secretsmanager";
import type { ParameterArgs } from "@pulumi/aws/ssm";

import { resource } from "../../../policies/example";
import {
  ACCOUNT,
  key,
  type Legitimate,
  PLACE,
  policy,
  REGION,
  role,
  rolePolicy,
  task,
} from "./parts";

export const access: readonly Legitimate[] = [
  {
    title: "a role that GitHub Actions takes for one environment",
    because: "audience and subject are exact, so no other repository or branch can take it",
    resources: [
      resource<OpenIdConnectProviderArgs>(
        "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
        "github",
        {
          url: "https://token.actions.githubusercontent.com",
          clientIdLists: ["sts.amazonaws.com"],
        },
      ),
      resource<RoleArgs>("aws:iam/role:Role", "deploy", {
        name: "shop-deploy",
        description: "Deploys the shop from its pipeline",
        maxSessionDuration: 3600,
        assumeRolePolicy: policy({
          Sid: "ProductionEnvironment",
          Principal: {
            Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
          },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
              "token.actions.githubusercontent.com:sub": "repo:example/shop:environment:prod",
            },
          },
        }),
      }),
    ],
  },
  {
    title: "a role that a partner takes from its own account",
    because: "the external id keeps the partner from being used by its other customers",
    resources: [
      resource<RoleArgs>("aws:iam/role:Role", "monitoring-partner", {
        name: "monitoring-partner",
        description: "Lets the monitoring partner list what there is",
        assumeRolePolicy: policy({
          Sid: "Partner",
          Principal: { AWS: "arn:aws:iam::210987654321:root" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": "shop-7d0f2c" } },
        }),
      }),
      rolePolicy("monitoring-partner", {
        Sid: "Inventory",
        Action: ["tag:GetResources", "ec2:DescribeInstances", "ecs:ListClusters"],
        Resource: "*",
      }),
    ],
  },
  {
    title: "a service that reads one prefix of a bucket",
    because: "objects are named by a prefix, and the list is limited to it by a condition",
    resources: task({
      may: [
        {
          Sid: "Invoices",
          Action: ["s3:GetObject", "s3:PutObject"],
          Resource: "arn:aws:s3:::shop-documents/invoices/*",
        },
        {
          Sid: "ListInvoices",
          Action: "s3:ListBucket",
          Resource: "arn:aws:s3:::shop-documents",
          Condition: { StringLike: { "s3:prefix": "invoices/*" } },
        },
      ],
    }),
  },
  {
    title: "a service that reads one tenant's items of a table",
    because: "the table and its indexes are named, and the partition keys by a condition",
    resources: task({
      may: [
        {
          Sid: "TenantItems",
          Action: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"],
          Resource: [
            `arn:aws:dynamodb:${PLACE}:table/orders`,
            `arn:aws:dynamodb:${PLACE}:table/orders/index/*`,
          ],
          Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["tenant-1#*"] } },
        },
      ],
    }),
  },
  {
    title: "a service that takes messages from its queue",
    because: "it names its queue, and the five actions that a consumer calls",
    resources: task({
      may: [
        {
          Sid: "Consume",
          Action: [
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:ChangeMessageVisibility",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
          ],
          Resource: `arn:aws:sqs:${PLACE}:shop-orders`,
        },
      ],
    }),
  },
  {
    title: "a service that decrypts with a key by its alias",
    because: "the alias names the key where the key's ARN cannot be known",
    resources: task({
      may: [
        {
          Sid: "Decrypt",
          Action: ["kms:Decrypt", "kms:GenerateDataKey"],
          Resource: `arn:aws:kms:${PLACE}:key/*`,
          Condition: {
            "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/shop" },
            StringEquals: { "kms:ViaService": `s3.${REGION}.amazonaws.com` },
          },
        },
      ],
    }),
  },
  {
    title: "a service that looks its network up",
    because: "these actions take no resource at all",
    resources: task({
      may: [
        {
          Sid: "LookUp",
          Action: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
          Resource: "*",
        },
      ],
    }),
  },
  {
    title: "a role that is refused every other region",
    because: "NotAction in a Deny takes rights away and gives none",
    resources: task({
      may: [
        {
          Sid: "ThisRegionOnly",
          Effect: "Deny",
          NotAction: ["iam:*", "sts:*", "cloudfront:*"],
          Resource: "*",
          Condition: { StringNotEquals: { "aws:RequestedRegion": REGION } },
        },
      ],
    }),
  },
  {
    title: "a role for AWS Backup",
    because: "AWS keeps the two policies up to date with what can be backed up",
    resources: [
      ...role("backup-role", "backup.amazonaws.com"),
      ...["Backup", "Restores"].map(purpose =>
        resource<RolePolicyAttachmentArgs>(
          "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
          `backup-${purpose.toLowerCase()}`,
          {
            policyArn: `arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyFor${purpose}`,
          },
          { from: { role: "backup-role.name" } },
        ),
      ),
      resource<SelectionArgs>(
        "aws:backup/selection:Selection",
        "backup-selection",
        {
          name: "databases",
          planId: "0d1c2b3a-0000-4000-8000-000000000001",
          selectionTags: [{ type: "STRINGEQUALS", key: "Backup", value: "daily" }],
        },
        { from: { iamRoleArn: "backup-role.arn" } },
      ),
    ],
  },
  {
    title: "a repository that the organization's accounts pull from",
    because: "anyone is narrowed to the organization by its id",
    resources: [
      resource<RepositoryPolicyArgs>("aws:ecr/repositoryPolicy:RepositoryPolicy", "orders-pull", {
        repository: "shop/orders",
        policy: policy({
          Sid: "Organization",
          Principal: "*",
          Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
        }),
      }),
    ],
  },
  {
    title: "images that are copied to a second region",
    because: "the copy stays in the account, under the same rules",
    resources: [
      resource<ReplicationConfigurationArgs>(
        "aws:ecr/replicationConfiguration:ReplicationConfiguration",
        "copies",
        {
          replicationConfiguration: {
            rules: [{ destinations: [{ region: "eu-west-1", registryId: ACCOUNT }] }],
          },
        },
      ),
    ],
  },
  {
    title: "a secret that one role of the account reads",
    because: "the role is named in full, and the key is the system's own",
    resources: [
      key(),
      resource<SecretArgs>(
        "aws:secretsmanager/secret:Secret",
        "payment",
        {
          name: "shop/payment",
          description: "Token of the payment provider",
          recoveryWindowInDays: 30,
        },
        { from: { kmsKeyId: "key.arn" }, opts: { protect: true } },
      ),
      resource<SecretPolicyArgs>(
        "aws:secretsmanager/secretPolicy:SecretPolicy",
        "payment-readers",
        {
          blockPublicPolicy: true,
          policy: policy({
            Sid: "Reader",
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/shop-payment` },
            Action: "secretsmanager:GetSecretValue",
            Resource: "*",
          }),
        },
        { from: { secretArn: "payment.arn" } },
      ),
    ],
  },
  {
    title: "a parameter in plain text",
    because: "an address is no secret, though its name speaks of one",
    resources: [
      resource<ParameterArgs>("aws:ssm/parameter:Parameter", "issuer", {
        name: "/shop/token/issuer",
        description: "Who issues the shop's tokens",
        type: "String",
        value: "https://login.example.com/",
      }),
    ],
  },
  {
    title: "a function from a container image",
    because: "its image brings its own runtime, and it may write to its own logs",
    resources: [
      ...role("resize-role", "lambda.amazonaws.com", {
        Sid: "Logs",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `arn:aws:logs:${PLACE}:log-group:/aws/lambda/resize:*`,
      }),
      resource<FunctionArgs>(
        "aws:lambda/function:Function",
        "resize",
        {
          name: "resize",
          description: "Makes small pictures of large ones",
          packageType: "Image",
          imageUri: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/shop/resize@sha256:${"0c1d".repeat(16)}`,
          architectures: ["arm64"],
        },
        { from: { role: "resize-role.arn" } },
      ),
    ],
  },
];
