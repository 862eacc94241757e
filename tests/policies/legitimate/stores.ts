import type { CertificateArgs } from "@pulumi/aws/acm";
import type { DistributionArgs, OriginAccessControlArgs } from "@pulumi/aws/cloudfront";
import type { TableArgs } from "@pulumi/aws/dynamodb";
import type {
  AccessPointArgs,
  BackupPolicyArgs,
  FileSystemArgs,
  FileSystemPolicyArgs,
} from "@pulumi/aws/efs";
import type { ReplicationGroupArgs, ServerlessCacheArgs } from "@pulumi/aws/elasticache";
import type {
  ClusterArgs,
  ClusterInstanceArgs,
  InstanceArgs,
  ParameterGroupArgs,
} from "@pulumi/aws/rds";
import type {
  BucketArgs,
  BucketLifecycleConfigurationArgs,
  BucketLoggingArgs,
  BucketOwnershipControlsArgs,
  BucketPolicyArgs,
  BucketPublicAccessBlockArgs,
  BucketServerSideEncryptionConfigurationArgs,
  BucketVersioningArgs,
} from "@pulumi/aws/s3";
import type { Unwrap } from "@pulumi/pulumi";

import { type ExampleResource, resource } from "../../../policies/example";
import {
  ACCOUNT,
  alarm,
  alarmTopic,
  GROUP,
  key,
  type Legitimate,
  logGroup,
  PLACE,
  policy,
  type Statement,
  tlsOnly,
} from "./parts";

/** A bucket with all that belongs to one; its key is AWS's where the system's cannot be used. */
function bucket(
  name: string,
  encryption: "aws:kms" | "AES256",
  ...statements: Statement[]
): ExampleResource[] {
  const arn = `arn:aws:s3:::${name}`;
  const from = { bucket: `${name}.id` };
  const isKms = encryption === "aws:kms";
  return [
    ...(isKms ? [key()] : []),
    resource<BucketArgs>(
      "aws:s3/bucket:Bucket",
      name,
      { bucket: name },
      { opts: { protect: true } },
    ),
    resource<BucketPublicAccessBlockArgs>(
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      `${name}-private`,
      {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { from },
    ),
    resource<BucketOwnershipControlsArgs>(
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      `${name}-owner`,
      { rule: { objectOwnership: "BucketOwnerEnforced" } },
      { from },
    ),
    resource<BucketServerSideEncryptionConfigurationArgs>(
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      `${name}-encryption`,
      {
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: encryption },
            ...(isKms && { bucketKeyEnabled: true }),
          },
        ],
      },
      {
        from: isKms
          ? { ...from, "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId": "key.arn" }
          : from,
      },
    ),
    resource<BucketVersioningArgs>(
      "aws:s3/bucketVersioning:BucketVersioning",
      `${name}-versions`,
      { versioningConfiguration: { status: "Enabled" } },
      { from },
    ),
    resource<BucketLifecycleConfigurationArgs>(
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      `${name}-lifecycle`,
      {
        rules: [
          {
            id: "old",
            status: "Enabled",
            filter: {},
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
            noncurrentVersionExpiration: { noncurrentDays: 90 },
            ...(isKms ? {} : { expiration: { days: 365 } }),
          },
        ],
      },
      { from },
    ),
    ...(isKms
      ? [
          resource<BucketLoggingArgs>(
            "aws:s3/bucketLogging:BucketLogging",
            `${name}-logging`,
            { targetBucket: "shop-bucket-logs", targetPrefix: `${name}/` },
            { from },
          ),
        ]
      : []),
    resource<BucketPolicyArgs>(
      "aws:s3/bucketPolicy:BucketPolicy",
      `${name}-policy`,
      { policy: policy(...statements, tlsOnly("s3:*", arn, `${arn}/*`)) },
      { from },
    ),
  ];
}

/** A bucket that a service of AWS delivers logs to. */
function logBucket(
  name: string,
  service: string,
  path: string,
  condition: object,
): ExampleResource[] {
  return bucket(name, "AES256", {
    Sid: "Delivery",
    Principal: { Service: service },
    Action: "s3:PutObject",
    Resource: `arn:aws:s3:::${name}/${path}`,
    Condition: condition,
  });
}

const ofThisAccount = { StringEquals: { "aws:SourceAccount": ACCOUNT } };

const postgres: Partial<Unwrap<InstanceArgs>> = {
  identifier: "shop",
  engine: "postgres",
  engineVersion: "17",
  instanceClass: "db.t4g.medium",
  storageType: "gp3",
  allocatedStorage: 50,
  maxAllocatedStorage: 200,
  storageEncrypted: true,
  multiAz: true,
  publiclyAccessible: false,
  dbSubnetGroupName: "shop",
  vpcSecurityGroupIds: [GROUP],
  username: "shop",
  manageMasterUserPassword: true,
  iamDatabaseAuthenticationEnabled: true,
  caCertIdentifier: "rds-ca-rsa2048-g1",
  backupRetentionPeriod: 30,
  deleteAutomatedBackups: false,
  deletionProtection: true,
  skipFinalSnapshot: false,
  finalSnapshotIdentifier: "shop-final",
  autoMinorVersionUpgrade: true,
  copyTagsToSnapshot: true,
  enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
  performanceInsightsEnabled: true,
  monitoringInterval: 60,
  monitoringRoleArn: `arn:aws:iam::${ACCOUNT}:role/rds-monitoring`,
};

const postgresParameters = resource<ParameterGroupArgs>(
  "aws:rds/parameterGroup:ParameterGroup",
  "parameters",
  {
    name: "shop",
    family: "postgres17",
    description: "PostgreSQL 17 of the shop",
    parameters: [
      { name: "rds.force_ssl", value: "1" },
      { name: "log_statement", value: "ddl" },
      { name: "log_min_duration_statement", value: "1000" },
    ],
  },
);

const keys = { kmsKeyId: "key.arn", performanceInsightsKmsKeyId: "key.arn" };

/** Alarms of a database instance by the name of its resource. */
const databaseAlarms = (name: string, identifier: string) =>
  ["CPUUtilization", "FreeStorageSpace", "DatabaseConnections"].map(metric =>
    alarm(`${name}-${metric}`, "AWS/RDS", metric, { DBInstanceIdentifier: identifier }),
  );

const instance = resource<InstanceArgs>("aws:rds/instance:Instance", "db", postgres, {
  from: { ...keys, parameterGroupName: "parameters.name" },
  opts: { protect: true },
});

const redis: Partial<Unwrap<ReplicationGroupArgs>> = {
  replicationGroupId: "shop",
  description: "Sessions of the shop",
  engine: "valkey",
  engineVersion: "8.0",
  nodeType: "cache.t4g.small",
  numCacheClusters: 2,
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
  atRestEncryptionEnabled: true,
  transitEncryptionEnabled: true,
  transitEncryptionMode: "required",
  userGroupIds: ["shop"],
  subnetGroupName: "shop",
  securityGroupIds: [GROUP],
  snapshotRetentionLimit: 7,
  autoMinorVersionUpgrade: true,
  logDeliveryConfigurations: ["slow-log", "engine-log"].map(logType => ({
    destination: `/aws/vendedlogs/elasticache/shop/${logType}`,
    destinationType: "cloudwatch-logs",
    logFormat: "json",
    logType,
  })),
};

const FILES = `arn:aws:elasticfilesystem:${PLACE}:file-system/fs-0123456789abcdef0`;

export const stores: readonly Legitimate[] = [
  {
    title: "a bucket of documents",
    because: "it is private, versioned and under the system's own key",
    resources: bucket("shop-documents", "aws:kms"),
  },
  {
    title: "a web site in a private bucket behind CloudFront",
    because: "CloudFront alone reads it, by origin access control and for this one distribution",
    resources: [
      ...bucket("shop-site", "aws:kms", {
        Sid: "Distribution",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::shop-site/*",
        Condition: {
          StringEquals: {
            "aws:SourceArn": `arn:aws:cloudfront::${ACCOUNT}:distribution/E1EXAMPLE`,
          },
        },
      }),
      resource<OriginAccessControlArgs>(
        "aws:cloudfront/originAccessControl:OriginAccessControl",
        "access",
        {
          name: "shop-site",
          description: "Reads the shop's site",
          originAccessControlOriginType: "s3",
          signingBehavior: "always",
          signingProtocol: "sigv4",
        },
      ),
      resource<DistributionArgs>(
        "aws:cloudfront/distribution:Distribution",
        "site",
        {
          enabled: true,
          comment: "The shop's site",
          aliases: ["shop.example.com"],
          defaultRootObject: "index.html",
          httpVersion: "http2and3",
          priceClass: "PriceClass_100",
          webAclId: `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/shop/0d1c2b3a-0000-4000-8000-000000000001`,
          origins: [{ originId: "site", domainName: "shop-site.s3.eu-central-1.amazonaws.com" }],
          defaultCacheBehavior: {
            targetOriginId: "site",
            viewerProtocolPolicy: "redirect-to-https",
            allowedMethods: ["GET", "HEAD"],
            cachedMethods: ["GET", "HEAD"],
            compress: true,
            cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
            responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03",
          },
          restrictions: { geoRestriction: { restrictionType: "none" } },
          viewerCertificate: {
            acmCertificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/0b6f9a52-0000-4000-8000-000000000001`,
            sslSupportMethod: "sni-only",
            minimumProtocolVersion: "TLSv1.2_2021",
          },
          loggingConfig: { bucket: "shop-cdn-logs.s3.amazonaws.com", prefix: "site/" },
        },
        { from: { "origins.0.originAccessControlId": "access.id" } },
      ),
    ],
  },
  {
    title: "a bucket for a load balancer's access logs",
    because: "the load balancer cannot write to a bucket under a key of one's own",
    resources: logBucket(
      "shop-access-logs",
      "logdelivery.elasticloadbalancing.amazonaws.com",
      `AWSLogs/${ACCOUNT}/*`,
      {
        ArnLike: {
          "aws:SourceArn": `arn:aws:elasticloadbalancing:${PLACE}:loadbalancer/app/shop/*`,
        },
      },
    ),
  },
  {
    title: "a bucket for other buckets' access logs",
    because:
      "S3's log delivery writes for this account alone, and the target does not log to itself",
    resources: logBucket("shop-bucket-logs", "logging.s3.amazonaws.com", "*", ofThisAccount),
  },
  {
    title: "a bucket for flow logs",
    because: "the delivery service writes for this account alone",
    resources: logBucket("shop-flow-logs", "delivery.logs.amazonaws.com", `AWSLogs/${ACCOUNT}/*`, {
      StringEquals: { "aws:SourceAccount": ACCOUNT, "s3:x-amz-acl": "bucket-owner-full-control" },
    }),
  },
  {
    title: "a bucket that the organization's accounts read",
    because: "anyone is narrowed to the organization by its id",
    resources: bucket("shop-releases", "aws:kms", {
      Sid: "Organization",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::shop-releases/*",
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    }),
  },
  {
    title: "a PostgreSQL database in two zones",
    because: "it has all that a database for customers has",
    resources: [
      key(),
      ...alarmTopic(),
      postgresParameters,
      instance,
      ...databaseAlarms("db", "shop"),
    ],
  },
  {
    title: "a read replica",
    because: "it takes engine, password, key and backups from its source",
    resources: [
      key(),
      ...alarmTopic(),
      postgresParameters,
      instance,
      ...databaseAlarms("db", "shop"),
      resource<InstanceArgs>(
        "aws:rds/instance:Instance",
        "replica",
        {
          identifier: "shop-replica",
          instanceClass: "db.t4g.medium",
          storageEncrypted: true,
          storageType: "gp3",
          multiAz: true,
          publiclyAccessible: false,
          dbSubnetGroupName: "shop",
          vpcSecurityGroupIds: [GROUP],
          iamDatabaseAuthenticationEnabled: true,
          caCertIdentifier: "rds-ca-rsa2048-g1",
          backupRetentionPeriod: 30,
          deletionProtection: true,
          skipFinalSnapshot: false,
          finalSnapshotIdentifier: "shop-replica-final",
          allocatedStorage: 50,
          maxAllocatedStorage: 200,
          copyTagsToSnapshot: true,
          autoMinorVersionUpgrade: true,
          deleteAutomatedBackups: false,
          enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
          performanceInsightsEnabled: true,
          monitoringInterval: 60,
          monitoringRoleArn: `arn:aws:iam::${ACCOUNT}:role/rds-monitoring`,
        },
        {
          from: {
            ...keys,
            replicateSourceDb: "db.identifier",
            parameterGroupName: "parameters.name",
          },
          opts: { protect: true },
        },
      ),
      ...databaseAlarms("replica", "shop-replica"),
    ],
  },
  {
    title: "a database restored from a snapshot",
    because: "its encryption and its master user come with the snapshot",
    resources: [
      key(),
      ...alarmTopic(),
      postgresParameters,
      resource<InstanceArgs>(
        "aws:rds/instance:Instance",
        "db",
        {
          ...postgres,
          username: undefined,
          snapshotIdentifier: `arn:aws:rds:${PLACE}:snapshot:shop-2026-10-01`,
        },
        { from: { ...keys, parameterGroupName: "parameters.name" }, opts: { protect: true } },
      ),
      ...databaseAlarms("db", "shop"),
    ],
  },
  {
    title: "an Aurora Serverless v2 cluster",
    because: "its storage has no class or size, and its zones are its instances'",
    resources: [
      key(),
      ...alarmTopic(),
      resource<ClusterArgs>(
        "aws:rds/cluster:Cluster",
        "aurora",
        {
          clusterIdentifier: "shop",
          engine: "aurora-postgresql",
          engineVersion: "16.6",
          serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 8 },
          storageEncrypted: true,
          masterUsername: "shop",
          manageMasterUserPassword: true,
          iamDatabaseAuthenticationEnabled: true,
          dbSubnetGroupName: "shop",
          vpcSecurityGroupIds: [GROUP],
          backupRetentionPeriod: 30,
          deleteAutomatedBackups: false,
          deletionProtection: true,
          skipFinalSnapshot: false,
          finalSnapshotIdentifier: "shop-final",
          copyTagsToSnapshot: true,
          enabledCloudwatchLogsExports: ["postgresql"],
          // Aurora has rds.force_ssl of its own group, given by another stack.
          dbClusterParameterGroupName: "shop-aurora",
          performanceInsightsEnabled: true,
          monitoringInterval: 60,
          monitoringRoleArn: `arn:aws:iam::${ACCOUNT}:role/rds-monitoring`,
        },
        { from: keys, opts: { protect: true } },
      ),
      ...["one", "two"].flatMap(name => [
        resource<ClusterInstanceArgs>(
          "aws:rds/clusterInstance:ClusterInstance",
          name,
          {
            identifier: `shop-${name}`,
            engine: "aurora-postgresql",
            instanceClass: "db.serverless",
            publiclyAccessible: false,
            autoMinorVersionUpgrade: true,
            copyTagsToSnapshot: true,
            caCertIdentifier: "rds-ca-rsa2048-g1",
            performanceInsightsEnabled: true,
            monitoringInterval: 60,
            monitoringRoleArn: `arn:aws:iam::${ACCOUNT}:role/rds-monitoring`,
          },
          {
            from: {
              clusterIdentifier: "aurora.clusterIdentifier",
              performanceInsightsKmsKeyId: "key.arn",
            },
          },
        ),
        ...databaseAlarms(name, `shop-${name}`),
      ]),
    ],
  },
  {
    title: "a serverless Valkey cache",
    because: "it has no nodes, spans zones by itself and takes TLS only",
    resources: [
      key(),
      resource<ServerlessCacheArgs>(
        "aws:elasticache/serverlessCache:ServerlessCache",
        "cache",
        {
          name: "shop",
          description: "Sessions of the shop",
          engine: "valkey",
          majorEngineVersion: "8",
          subnetIds: ["subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60722"],
          securityGroupIds: [GROUP],
          userGroupId: "shop",
          snapshotRetentionLimit: 7,
        },
        { from: { kmsKeyId: "key.arn" }, opts: { protect: true } },
      ),
    ],
  },
  {
    title: "a Valkey cache whose users have rights of their own",
    because: "a user group says more than one shared password",
    resources: [
      key(),
      ...alarmTopic(),
      ...["slow-log", "engine-log"].map(log =>
        logGroup(log, `/aws/vendedlogs/elasticache/shop/${log}`),
      ),
      resource<ReplicationGroupArgs>(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "cache",
        redis,
        {
          from: { kmsKeyId: "key.arn" },
          opts: { protect: true },
        },
      ),
      ...[
        "EngineCPUUtilization",
        "DatabaseMemoryUsagePercentage",
        "CurrConnections",
        "Evictions",
      ].flatMap(metric =>
        ["001", "002"].map(node =>
          alarm(`cache-${node}-${metric}`, "AWS/ElastiCache", metric, {
            CacheClusterId: `shop-${node}`,
          }),
        ),
      ),
    ],
  },
  {
    title: "a DynamoDB table on demand",
    because: "it needs no capacity, and can be restored to any second",
    resources: [
      key(),
      resource<TableArgs>(
        "aws:dynamodb/table:Table",
        "orders",
        {
          name: "orders",
          billingMode: "PAY_PER_REQUEST",
          hashKey: "tenant",
          rangeKey: "id",
          attributes: [
            { name: "tenant", type: "S" },
            { name: "id", type: "S" },
          ],
          pointInTimeRecovery: { enabled: true },
          deletionProtectionEnabled: true,
          serverSideEncryption: { enabled: true },
        },
        { from: { "serverSideEncryption.kmsKeyArn": "key.arn" }, opts: { protect: true } },
      ),
    ],
  },
  {
    title: "an EFS file system that one role mounts through its access point",
    because: "nobody else is let in, and only over TLS",
    resources: [
      key(),
      resource<FileSystemArgs>(
        "aws:efs/fileSystem:FileSystem",
        "files",
        { encrypted: true, throughputMode: "elastic" },
        { from: { kmsKeyId: "key.arn" }, opts: { protect: true } },
      ),
      resource<BackupPolicyArgs>(
        "aws:efs/backupPolicy:BackupPolicy",
        "files-backup",
        { backupPolicy: { status: "ENABLED" } },
        { from: { fileSystemId: "files.id" } },
      ),
      resource<AccessPointArgs>(
        "aws:efs/accessPoint:AccessPoint",
        "files-data",
        {
          posixUser: { uid: 1001, gid: 1001 },
          rootDirectory: {
            path: "/data",
            creationInfo: { ownerUid: 1001, ownerGid: 1001, permissions: "0750" },
          },
        },
        { from: { fileSystemId: "files.id" } },
      ),
      resource<FileSystemPolicyArgs>(
        "aws:efs/fileSystemPolicy:FileSystemPolicy",
        "files-policy",
        {
          policy: policy(
            {
              Sid: "TaskThroughAccessPoint",
              Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/task-role` },
              Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
              Resource: FILES,
              Condition: {
                Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
                ArnLike: {
                  "elasticfilesystem:AccessPointArn": `arn:aws:elasticfilesystem:${PLACE}:access-point/fsap-0123456789abcdef0`,
                },
              },
            },
            tlsOnly("elasticfilesystem:ClientMount", FILES),
          ),
        },
        { from: { fileSystemId: "files.id" } },
      ),
    ],
  },
  {
    title: "a certificate of a private authority, imported with its key",
    because: "ACM serves TLS with that key, and has no other way to get it",
    resources: [
      resource<CertificateArgs>("aws:acm/certificate:Certificate", "internal", {
        certificateBody: "-----BEGIN CERTIFICATE-----",
        privateKey: ["-----BEGIN", "PRIVATE KEY-----"].join(" "),
      }),
    ],
  },
];
