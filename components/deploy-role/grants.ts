import { Statement } from "../plan/iam-statements";
import { unique } from "../plan/lists";
import { Scope } from "../plan/scope";

/** What an update of a system may do with one AWS service. Names are of the service's own actions. */
interface Grant {
  /** Part of the statements' ids. */
  role: string;
  /** Prefix of the actions. */
  service: string;
  /** Actions that take no resource. */
  anywhere?: string;
  /** Actions that make a thing, with the system's tags on it. */
  create?: string;
  /** Actions on things that bear the system's tags. */
  owned?: string;
  /** Actions on things with the system's names. */
  named?: { actions: string; resources: readonly string[] };
}

/**
 * Statements by which `pulumi up` changes a system, by area: what bears its tags or its names, and nothing
 * else. Each area is a policy of its own and has to fit the 6,144 characters that IAM takes of one.
 */
export function deployStatements(
  scope: Scope,
  buckets: readonly string[],
): Readonly<Record<string, readonly Statement[]>> {
  const of = (grants: readonly Grant[]) => grants.flatMap(grant => statementsOf(scope, grant));
  return {
    network: of(networkGrants()),
    edge: of(edgeGrants(scope)),
    services: of(serviceGrants(scope)),
    data: of(dataGrants(scope)),
    storage: of(storageGrants(scope, buckets)),
    operations: of(operationGrants(scope)),
    roles: roleStatements(scope),
  };
}

/** Patterns of names with `app` first and the environment last, as `Scope.name()` makes them. */
function names({ app, label }: Scope): string[] {
  return [`${app}-${label}*`, `${app}-*-${label}*`];
}

function statementsOf(scope: Scope, grant: Grant): Statement[] {
  const { role, create, owned, anywhere, named } = grant;
  const actions = (...lists: (string | undefined)[]) =>
    unique(lists.flatMap(words)).map(action => `${grant.service}:${action}`);
  const tag = (kind: string) => ({
    [`aws:${kind}/Application`]: scope.app,
    [`aws:${kind}/Environment`]: scope.label,
  });
  const statements: Statement[] = [
    { sid: `${role}Anywhere`, actions: actions(anywhere), resources: ["*"] },
    {
      sid: `${role}Create`,
      actions: actions(create),
      resources: ["*"],
      // What is another system's bears its name already, and is not taken over by a tag.
      conditions: {
        StringEquals: tag("RequestTag"),
        Null: { "aws:ResourceTag/Application": "true" },
      },
    },
    {
      sid: `${role}Owned`,
      // A thing is made in another, as a subnet in a network, which has to be the system's too.
      actions: actions(owned, owned === undefined ? undefined : create),
      resources: ["*"],
      conditions: { StringEquals: tag("ResourceTag") },
    },
    { sid: `${role}Named`, actions: actions(named?.actions), resources: named?.resources ?? [] },
  ];
  return statements.filter(statement => statement.actions.length > 0);
}

function networkGrants(): Grant[] {
  return [
    {
      role: "Network",
      service: "ec2",
      anywhere: `DescribeAddresses DescribeAddressesAttribute DescribeAvailabilityZones DescribeFlowLogs
        DescribeInternetGateways DescribeManagedPrefixLists DescribeNatGateways DescribeNetworkAcls
        DescribeNetworkInterfaces DescribePrefixLists DescribeRouteTables DescribeSecurityGroupRules
        DescribeSecurityGroups DescribeSubnets DescribeVpcEndpointServices DescribeVpcEndpoints DescribeVpcs`,
      create: `AllocateAddress AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateFlowLogs
        CreateInternetGateway CreateNatGateway CreateRouteTable CreateSecurityGroup CreateSubnet CreateTags
        CreateVpc CreateVpcEndpoint`,
      owned: `AssociateRouteTable AttachInternetGateway CreateRoute DeleteFlowLogs DeleteInternetGateway
        DeleteNatGateway DeleteRoute DeleteRouteTable DeleteSecurityGroup DeleteSubnet DeleteTags DeleteVpc
        DeleteVpcEndpoints DescribeVpcAttribute DetachInternetGateway DisassociateAddress
        DisassociateRouteTable ModifySecurityGroupRules ModifySubnetAttribute ModifyVpcAttribute
        ModifyVpcEndpoint ReleaseAddress ReplaceRoute RevokeSecurityGroupEgress RevokeSecurityGroupIngress`,
    },
    {
      role: "LoadBalancer",
      service: "elasticloadbalancing",
      anywhere: `DescribeCapacityReservation DescribeListenerAttributes DescribeListeners
        DescribeLoadBalancerAttributes DescribeLoadBalancers DescribeRules DescribeTags
        DescribeTargetGroupAttributes DescribeTargetGroups DescribeTargetHealth`,
      create: `AddTags CreateListener CreateLoadBalancer CreateRule CreateTargetGroup`,
      owned: `DeleteListener DeleteLoadBalancer DeleteRule DeleteTargetGroup ModifyListener
        ModifyListenerAttributes ModifyLoadBalancerAttributes ModifyRule ModifyTargetGroup
        ModifyTargetGroupAttributes RemoveTags SetIpAddressType SetRulePriorities SetSecurityGroups SetSubnets`,
    },
  ];
}

function edgeGrants(scope: Scope): Grant[] {
  return [
    {
      role: "Cdn",
      service: "cloudfront",
      anywhere: "CreateOriginAccessControl CreateResponseHeadersPolicy",
      create: "CreateDistribution CreateFunction TagResource",
      owned: `AllowVendedLogDeliveryForResource CreateInvalidation DeleteDistribution DeleteFunction
        DescribeFunction GetDistribution GetDistributionConfig GetFunction GetInvalidation
        ListTagsForResource PublishFunction UntagResource UpdateDistribution UpdateFunction`,
      // These have ids of AWS's making and take no tags: the account's cannot be told apart.
      named: {
        actions: `DeleteOriginAccessControl DeleteResponseHeadersPolicy GetOriginAccessControl
          GetResponseHeadersPolicy UpdateOriginAccessControl UpdateResponseHeadersPolicy`,
        resources: ["origin-access-control/*", "response-headers-policy/*"].map(resource =>
          scope.globalArn("cloudfront", resource),
        ),
      },
    },
    {
      role: "Deliveries",
      service: "logs",
      create: "CreateDelivery PutDeliveryDestination PutDeliverySource TagResource",
      owned: `DeleteDelivery DeleteDeliveryDestination DeleteDeliverySource GetDelivery
        GetDeliveryDestination GetDeliverySource ListTagsForResource UntagResource`,
    },
    {
      role: "Rollouts",
      service: "codedeploy",
      create: "CreateApplication CreateDeploymentGroup TagResource",
      owned: `DeleteApplication DeleteDeploymentGroup GetApplication GetDeploymentGroup
        ListTagsForResource UntagResource UpdateDeploymentGroup`,
      named: {
        actions: "GetDeploymentConfig",
        resources: [scope.arn("codedeploy", "deploymentconfig:CodeDeployDefault.*")],
      },
    },
  ];
}

function serviceGrants(scope: Scope): Grant[] {
  const clusters = names(scope);
  return [
    {
      role: "Services",
      service: "ecs",
      anywhere: `DeregisterTaskDefinition DescribeTaskDefinition ListTaskDefinitions ListServices`,
      create: `CreateCluster CreateService RegisterTaskDefinition TagResource`,
      owned: `DeleteCluster DeleteService DescribeClusters DescribeServiceDeployments DescribeServiceRevisions
        DescribeServices DescribeTasks ListServiceDeployments ListTagsForResource PutClusterCapacityProviders
        RunTask StopTask UntagResource UpdateCluster UpdateClusterSettings UpdateService`,
      // What a migration started bears no tags of its own, and is found by its cluster.
      named: {
        actions: "DescribeTasks StopTask",
        resources: clusters.map(name => scope.arn("ecs", `task/${name}/*`)),
      },
    },
    {
      role: "Images",
      service: "ecr",
      anywhere: "GetAuthorizationToken",
      named: {
        actions: `BatchCheckLayerAvailability BatchGetImage CompleteLayerUpload CreateRepository
          DeleteLifecyclePolicy DeleteRepository DescribeImages DescribeRepositories GetDownloadUrlForLayer
          GetLifecyclePolicy InitiateLayerUpload ListTagsForResource PutImage PutImageScanningConfiguration
          PutImageTagMutability PutLifecyclePolicy TagResource UntagResource UploadLayerPart`,
        resources: [scope.arn("ecr", `repository${scope.path("*")}`)],
      },
    },
    {
      role: "Scaling",
      service: "application-autoscaling",
      anywhere: `DescribeScalableTargets DescribeScalingPolicies DescribeScheduledActions`,
      create: `RegisterScalableTarget TagResource`,
      owned: `DeleteScalingPolicy DeleteScheduledAction DeregisterScalableTarget ListTagsForResource
        PutScalingPolicy PutScheduledAction UntagResource`,
    },
    {
      role: "Discovery",
      service: "servicediscovery",
      anywhere: `ListNamespaces ListServices`,
      create: `CreatePrivateDnsNamespace CreateService TagResource`,
      owned: `DeleteNamespace DeleteService GetNamespace GetOperation GetService ListTagsForResource UntagResource
        UpdatePrivateDnsNamespace UpdateService`,
    },
  ];
}

function dataGrants(scope: Scope): Grant[] {
  return [
    {
      role: "Databases",
      service: "rds",
      anywhere: "DescribeDBEngineVersions",
      create: `AddTagsToResource CreateDBCluster CreateDBClusterParameterGroup CreateDBInstance
        CreateDBParameterGroup CreateDBSubnetGroup`,
      owned: `DeleteDBCluster DeleteDBClusterParameterGroup DeleteDBInstance DeleteDBParameterGroup
        DeleteDBSubnetGroup DescribeDBClusterParameterGroups DescribeDBClusterParameters DescribeDBClusters
        DescribeDBInstances DescribeDBParameterGroups DescribeDBParameters DescribeDBSubnetGroups
        ListTagsForResource ModifyDBCluster ModifyDBClusterParameterGroup ModifyDBInstance
        ModifyDBParameterGroup ModifyDBSubnetGroup RemoveTagsFromResource ResetDBParameterGroup`,
      named: {
        actions: "CreateDBSnapshot AddTagsToResource",
        resources: names(scope).flatMap(name =>
          ["db", "snapshot"].map(kind => scope.arn("rds", `${kind}:${name}`)),
        ),
      },
    },
    {
      role: "Caches",
      service: "elasticache",
      create: `AddTagsToResource CreateCacheParameterGroup CreateCacheSubnetGroup`,
      owned: `CreateReplicationGroup DecreaseReplicaCount DeleteCacheParameterGroup DeleteCacheSubnetGroup
        DeleteReplicationGroup DescribeCacheClusters DescribeCacheParameterGroups DescribeCacheParameters
        DescribeCacheSubnetGroups DescribeReplicationGroups IncreaseReplicaCount ListTagsForResource
        ModifyCacheParameterGroup ModifyCacheSubnetGroup ModifyReplicationGroup
        ModifyReplicationGroupShardConfiguration RemoveTagsFromResource`,
      named: {
        actions: "AddTagsToResource CreateReplicationGroup CreateSnapshot",
        resources: names(scope).flatMap(name =>
          ["replicationgroup", "cluster", "snapshot"].map(kind =>
            scope.arn("elasticache", `${kind}:${name}`),
          ),
        ),
      },
    },
  ];
}

function storageGrants(scope: Scope, buckets: readonly string[]): Grant[] {
  const bucketArns = [`${scope.app}-*`, ...buckets].map(bucket => scope.s3Arn(bucket));
  return [
    {
      role: "Secrets",
      service: "secretsmanager",
      named: {
        actions: `CreateSecret DeleteSecret DescribeSecret GetResourcePolicy GetSecretValue PutSecretValue
          RestoreSecret TagResource UntagResource UpdateSecret`,
        resources: [scope.arn("secretsmanager", `secret:${scope.path("*")}`)],
      },
    },
    {
      role: "Parameters",
      service: "ssm",
      anywhere: "DescribeParameters",
      named: {
        actions: `AddTagsToResource DeleteParameter GetParameter GetParameters ListTagsForResource
          PutParameter RemoveTagsFromResource`,
        resources: [scope.arn("ssm", `parameter${scope.path("*")}`)],
      },
    },
    {
      role: "Buckets",
      service: "s3",
      named: {
        actions: `CreateBucket DeleteBucket DeleteBucketPolicy GetAccelerateConfiguration GetBucketAcl
          GetBucketCORS GetBucketLogging GetBucketObjectLockConfiguration GetBucketOwnershipControls
          GetBucketPolicy GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging
          GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetLifecycleConfiguration
          GetReplicationConfiguration ListBucket PutBucketCORS PutBucketOwnershipControls PutBucketPolicy
          PutBucketPublicAccessBlock PutBucketTagging PutBucketVersioning PutEncryptionConfiguration
          PutLifecycleConfiguration`,
        resources: bucketArns,
      },
    },
    {
      role: "Keys",
      service: "kms",
      anywhere: "ListAliases",
      create: "CreateKey TagResource",
      owned: `CreateAlias CreateGrant Decrypt DeleteAlias DescribeKey DisableKeyRotation EnableKeyRotation
        Encrypt GenerateDataKey GetKeyPolicy GetKeyRotationStatus ListResourceTags PutKeyPolicy
        ScheduleKeyDeletion UntagResource UpdateAlias UpdateKeyDescription`,
      named: {
        actions: "CreateAlias DeleteAlias UpdateAlias",
        resources: [scope.arn("kms", `alias/${scope.name()}`)],
      },
    },
  ];
}

function operationGrants(scope: Scope): Grant[] {
  const logGroups = [`*/${scope.name()}*`, `aws-waf-logs-${scope.app}-*`];
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
        DescribeBackupVault GetBackupPlan GetBackupSelection ListTags UntagResource UpdateBackupPlan`,
    },
    {
      role: "Account",
      service: "sts",
      anywhere: "GetCallerIdentity",
    },
  ];
}

/** Services that the system's roles are for. */
const PASSED_TO = ["backup", "codedeploy", "ecs", "ecs-tasks", "monitoring.rds", "vpc-flow-logs"];

/** AWS's own policies that the system's roles may have. */
const ATTACHED = [
  "service-role/AmazonRDSEnhancedMonitoringRole",
  "service-role/AWSBackupServiceRolePolicyForBackup",
  "service-role/AWSBackupServiceRolePolicyForRestores",
  "AmazonECSInfrastructureRolePolicyForLoadBalancers",
];

/** The system's roles, by name; they are handed to the services that take them and to no other. */
function roleStatements(scope: Scope): Statement[] {
  const roles = names(scope).map(name => scope.iamArn(`role/${name}`));
  const action = (list: string) => words(list).map(name => `iam:${name}`);
  return [
    {
      sid: "RolesNamed",
      actions: action(`CreateRole DeleteRole DeleteRolePolicy GetRole GetRolePolicy
        ListAttachedRolePolicies ListInstanceProfilesForRole ListRolePolicies ListRoleTags PutRolePolicy
        TagRole UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription`),
      resources: roles,
    },
    {
      sid: "RolesAttach",
      actions: action("AttachRolePolicy DetachRolePolicy"),
      resources: roles,
      conditions: {
        ArnEquals: {
          "iam:PolicyARN": ATTACHED.map(name => `arn:${scope.partition}:iam::aws:policy/${name}`),
        },
      },
    },
    {
      sid: "RolesPass",
      actions: action("PassRole"),
      resources: roles,
      conditions: {
        StringEquals: { "iam:PassedToService": PASSED_TO.map(name => `${name}.amazonaws.com`) },
      },
    },
  ];
}

function words(list: string | undefined): string[] {
  return list === undefined ? [] : list.trim().split(/\s+/);
}
