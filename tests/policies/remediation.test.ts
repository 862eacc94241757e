import type { Policies, ResourceValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";
import { join } from "path";

import { diff } from "../../local/stand-ins/server/diff";
import { entryOf, STAND_IN_TYPES } from "../../local/stand-ins/types";
import type { TypeEntry } from "../../local/stand-ins/types/type-entry";
import type { Examples } from "../../policies/example";
import { packs } from "../../policies/packs";
import { typesOf } from "../../policies/resource";
import { Subject, violations } from "./support/engine";
import { stackOf } from "./support/examples";
import { mended } from "./support/mend";

/** The rules that mend what they find, by name. */
const MENDING = [
  "alb-deletion-protection",
  "alb-desync-mitigation-mode",
  "alb-drop-invalid-header-fields",
  "alb-listener-tls-policy",
  "alb-target-group-deregistration-delay",
  "asg-propagates-tags",
  "cloudfront-minimum-tls-version",
  "cloudfront-origin-tls",
  "cloudfront-price-class",
  "cloudfront-viewer-https",
  "cloudtrail-log-file-validation",
  "cloudtrail-multi-region",
  "codedeploy-rollback-enabled",
  "dynamodb-deletion-protection",
  "dynamodb-point-in-time-recovery",
  "ebs-volume-gp3",
  "ecr-image-scan-on-push",
  "ecr-immutable-tags",
  "ecs-cluster-container-insights",
  "ecs-fargate-latest-platform-version",
  "ecs-service-deployment-circuit-breaker",
  "ecs-service-min-healthy-percent",
  "ecs-service-no-public-ip",
  "ecs-service-propagate-tags",
  "elasticache-auto-minor-version-upgrade",
  "elasticache-redis-backup",
  "elasticache-redis-multi-az",
  "iam-account-password-policy-strong",
  "iam-role-max-session-duration",
  "iam-role-permissions-boundary",
  "kms-key-deletion-window",
  "kms-key-rotation-enabled",
  "log-group-encrypted",
  "log-group-retention-maximum",
  "no-force-destroy",
  "rds-auto-minor-version-upgrade",
  "rds-automated-backups-kept",
  "rds-backup-retention",
  "rds-ca-certificate-current",
  "rds-copy-tags-to-snapshot",
  "rds-deletion-protection",
  "rds-final-snapshot",
  "rds-force-ssl",
  "rds-instance-iam-authentication-enabled",
  "rds-instance-no-public-access",
  "rds-log-exports",
  "rds-maintenance-window",
  "rds-multi-az",
  "rds-performance-insights",
  "rds-proxy-require-tls",
  "rds-storage-gp3",
  "required-tags",
  "secretsmanager-recovery-window",
  "secretsmanager-secret-customer-managed-key",
  "secretsmanager-secret-policy-blocks-public",
  "sqs-queue-encrypted",
  "subnet-no-auto-assign-public-ip",
];

/** What an owner has to decide before a rule can mend its bad example, as inputs over it and as configuration. */
const DECIDED: Readonly<Record<string, Pick<Subject, "config"> & { props?: object }>> = {
  "cloudfront-origin-tls": {
    props: {
      origins: [
        {
          originId: "api",
          domainName: "api.example.com",
          customOriginConfig: {
            httpPort: 80,
            httpsPort: 443,
            originProtocolPolicy: "https-only",
            originSslProtocols: ["TLSv1.1", "TLSv1.2"],
          },
        },
      ],
    },
  },
  "codedeploy-rollback-enabled": { config: { alarms: false } },
  "elasticache-redis-multi-az": { props: { numCacheClusters: 2 } },
  "log-group-encrypted": {
    config: { kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/0d8b7f0a" },
  },
  "rds-auto-minor-version-upgrade": { props: { allowMajorVersionUpgrade: false } },
  "rds-final-snapshot": { props: { finalSnapshotIdentifier: "orders-final" } },
  "required-tags": {
    config: {
      values: { Application: "shop", Owner: "team-a", CostCenter: "4711" },
    },
  },
  "secretsmanager-secret-customer-managed-key": {
    config: { kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/0d8b7f0a" },
  },
};

/**
 * Inputs whose change replaces a resource, for types without a stand-in: those marked ForceNew in the
 * provider's schema.
 */
const REPLACING: Readonly<Record<string, string>> = {
  "aws:autoscaling/group:Group": "name namePrefix",
  "aws:autoscaling/tag:Tag": "autoscalingGroupName tag.key",
  "aws:dynamodb/tableReplica:TableReplica": "globalTableArn kmsKeyArn tableClassOverride",
  "aws:dynamodb/table:Table":
    "hashKey importTable localSecondaryIndexes name rangeKey restoreDateTime restoreSourceName restoreSourceTableArn restoreToLatestTime",
  "aws:ebs/volume:Volume":
    "availabilityZone encrypted finalSnapshot kmsKeyId multiAttachEnabled outpostArn snapshotId volumeInitializationRate",
  "aws:elasticache/cluster:Cluster":
    "availabilityZone clusterId engine ipDiscovery networkType nodeType outpostMode parameterGroupName port preferredOutpostArn replicationGroupId snapshotArns snapshotName subnetGroupName transitEncryptionEnabled",
  "aws:elasticache/serverlessCache:ServerlessCache":
    "kmsKeyId name networkType snapshotArnsToRestores subnetIds",
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": "",
  "aws:kms/externalKey:ExternalKey": "keyMaterialBase64 keySpec keyUsage multiRegion",
  "aws:kms/replicaExternalKey:ReplicaExternalKey": "keyMaterialBase64 primaryKeyArn",
  "aws:kms/replicaKey:ReplicaKey": "primaryKeyArn",
  "aws:rds/globalCluster:GlobalCluster":
    "databaseName engine globalClusterIdentifier sourceDbClusterIdentifier storageEncrypted",
  "aws:s3/bucketV2:BucketV2": "bucket bucketPrefix objectLockEnabled",
  "aws:s3/directoryBucket:DirectoryBucket": "bucket dataRedundancy location type",
  "aws:sqs/queue:Queue": "fifoQueue name namePrefix",
};

const mending = Object.entries(packs).flatMap(([pack, rules]: [string, Policies]) =>
  rules.flatMap(rule =>
    "remediateResource" in rule && rule.remediateResource !== undefined ? [{ pack, rule }] : [],
  ),
);

/** The resources of a rule's bad example, such that the rule can mend them. */
async function broken(pack: string, { name: rule }: ResourceValidationPolicy): Promise<Subject[]> {
  const file = join(__dirname, "../../policies", pack, "examples", rule);
  const { bad, config } = (await import(file)) as Examples;
  const decided = DECIDED[rule] as (typeof DECIDED)[string] | undefined;
  return stackOf(bad).map(({ type, name, inputs, provider }) => ({
    type,
    name,
    provider,
    props: { ...inputs, ...decided?.props },
    config: { ...config, ...decided?.config },
  }));
}

/** Each subject as every type that the rule is for. */
function asEveryType(rule: ResourceValidationPolicy, subjects: readonly Subject[]): Subject[] {
  return subjects.flatMap(subject => {
    const types = [rule.validateResource ?? []].flat().flatMap(check => typesOf(check) ?? []);
    return [...new Set([subject.type, ...types])].map(type => ({ ...subject, type }));
  });
}

/** What is known of a type's changes; `aws:alb` is an older name of `aws:lb`. */
function changesOf(type: string): TypeEntry {
  const current = type.replace("aws:alb/", "aws:lb/");
  if (STAND_IN_TYPES.includes(current)) {
    return entryOf(current, {});
  }
  const replacing = REPLACING[type] as string | undefined;
  if (replacing === undefined) {
    throw new Error(`nobody says what replaces a ${type}: add it to REPLACING`);
  }
  return { replaces: replacing.split(" "), outputs: () => ({ id: "" }) };
}

describe("a rule at level remediate", () => {
  it("is one of these", () => {
    expect(mending.map(({ rule }) => rule.name).sort()).to.deep.equal(MENDING);
  });

  for (const { pack, rule } of mending) {
    it(`${rule.name} leaves nothing to say and nothing to mend`, async () => {
      for (const subject of await broken(pack, rule)) {
        expect(await violations(rule, subject)).not.to.deep.equal([]);
        const props = (await mended(rule, subject)) ?? {};
        expect(await violations(rule, { ...subject, props })).to.deep.equal([]);
        expect(await mended(rule, { ...subject, props })).to.equal(undefined);
      }
    });

    it(`${rule.name} replaces nothing`, async () => {
      for (const subject of asEveryType(rule, await broken(pack, rule))) {
        const { type, name = "", props } = subject;
        const news = await mended(rule, subject);
        if (news !== undefined) {
          const change = { id: "", oldInputs: { ...props }, oldOutputs: {}, news };
          expect(diff(changesOf(type), name, change).replaces, type).to.deep.equal([]);
        }
      }
    });
  }
});

describe("the proof that nothing is replaced", () => {
  it("sees a remedy that replaces", () => {
    const change = (olds: object, news: object) => ({
      id: "",
      oldInputs: { ...olds },
      oldOutputs: {},
      news: { ...olds, ...news },
    });
    const replaced = (type: string, olds: object, news: object) =>
      diff(changesOf(type), "subject", change(olds, news)).replaces;
    expect(
      replaced("aws:rds/instance:Instance", { engine: "postgres" }, { storageEncrypted: true }),
    ).to.deep.equal(["storageEncrypted"]);
    expect(
      replaced("aws:autoscaling/tag:Tag", { tag: { key: "a" } }, { tag: { key: "b" } }),
    ).to.deep.equal(["tag"]);
  });
});
