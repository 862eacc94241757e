import type { LogicallyAirGappedVaultArgs, VaultArgs } from "@pulumi/aws/backup";
import type { TrailArgs } from "@pulumi/aws/cloudtrail";
import type { LogGroupArgs } from "@pulumi/aws/cloudwatch";
import type { TableArgs } from "@pulumi/aws/dynamodb";
import type { ReplicationGroupArgs, ServerlessCacheArgs } from "@pulumi/aws/elasticache";
import type { SecretArgs } from "@pulumi/aws/secretsmanager";
import type { ParameterArgs } from "@pulumi/aws/ssm";

import { backupVaultEncrypted } from "../../../policies/encryption/backup-vault-encrypted";
import { cloudtrailEncrypted } from "../../../policies/encryption/cloudtrail-encrypted";
import { dynamodbTableEncryptedWithKms } from "../../../policies/encryption/dynamodb-table-encrypted-with-kms";
import { elasticacheRedisCustomerManagedKey } from "../../../policies/encryption/elasticache-redis-customer-managed-key";
import { logGroupEncrypted } from "../../../policies/encryption/log-group-encrypted";
import { secretsmanagerSecretCustomerManagedKey } from "../../../policies/encryption/secretsmanager-secret-customer-managed-key";
import { ssmParameterSecureString } from "../../../policies/encryption/ssm-parameter-secure-string";
import { unknownValue } from "../support/engine";
import { mendCases } from "../support/mend";
import { describeRule, ruleCases } from "../support/rule-cases";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd";

describe(elasticacheRedisCustomerManagedKey.name, () => {
  const missing = "Data is not encrypted with a key of the system's own: set kmsKeyId.";
  ruleCases<ReplicationGroupArgs>(
    elasticacheRedisCustomerManagedKey,
    "aws:elasticache/replicationGroup:ReplicationGroup",
    [
      ["reports AWS's own key", { atRestEncryptionEnabled: true }, [missing]],
      ["reports it when nothing is said", {}, [missing]],
      ["reports it by its alias", { kmsKeyId: "alias/aws/elasticache" }, [missing]],
      ["accepts a key", { kmsKeyId: KEY }, []],
      ["accepts a key that is not known yet", { kmsKeyId: unknownValue }, []],
    ],
  );
  ruleCases<ServerlessCacheArgs>(
    elasticacheRedisCustomerManagedKey,
    "aws:elasticache/serverlessCache:ServerlessCache",
    [
      ["reports a serverless cache's", { engine: "valkey" }, [missing]],
      ["accepts a key", { kmsKeyId: KEY }, []],
    ],
  );
});

describe(backupVaultEncrypted.name, () => {
  const missing = (property: string) =>
    `Backups are not encrypted with a key of the system's own: set ${property}.`;
  ruleCases<VaultArgs>(backupVaultEncrypted, "aws:backup/vault:Vault", [
    ["reports a vault without a key", { name: "orders" }, [missing("kmsKeyArn")]],
    ["reports an empty one", { kmsKeyArn: "" }, [missing("kmsKeyArn")]],
    [
      "reports AWS's own",
      { kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:alias/aws/backup" },
      [missing("kmsKeyArn")],
    ],
    ["accepts a key", { kmsKeyArn: KEY }, []],
    ["accepts a key that is not known yet", { kmsKeyArn: unknownValue }, []],
  ]);
  ruleCases<LogicallyAirGappedVaultArgs>(
    backupVaultEncrypted,
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
    [
      ["reports an air-gapped vault's", {}, [missing("encryptionKeyArn")]],
      ["accepts a key", { encryptionKeyArn: KEY }, []],
    ],
  );
});

const records = "Records are not encrypted with a key of the system's own: set kmsKeyId.";
describeRule<TrailArgs>(cloudtrailEncrypted, "aws:cloudtrail/trail:Trail", [
  ["reports a trail without a key", { s3BucketName: "orders-audit" }, [records]],
  ["reports an empty one", { kmsKeyId: "" }, [records]],
  ["reports AWS's own", { kmsKeyId: "alias/aws/s3" }, [records]],
  ["accepts a key", { kmsKeyId: KEY }, []],
  ["accepts an alias of the system's own", { kmsKeyId: "alias/orders" }, []],
  ["accepts a key that is not known yet", { kmsKeyId: unknownValue }, []],
]);

const unseen =
  "The table uses a key that the account cannot see: set serverSideEncryption.enabled to true.";
describeRule<TableArgs>(dynamodbTableEncryptedWithKms, "aws:dynamodb/table:Table", [
  ["reports a table that says nothing", { hashKey: "id" }, [unseen]],
  ["reports DynamoDB's own key", { serverSideEncryption: { enabled: false } }, [unseen]],
  ["accepts the account's key", { serverSideEncryption: { enabled: true } }, []],
  [
    "accepts a key of the system's own, known or not",
    { serverSideEncryption: { enabled: true, kmsKeyArn: unknownValue } },
    [],
  ],
  [
    "waits for what is not known yet",
    { serverSideEncryption: { enabled: unknownValue } },
    ["string value at .serverSideEncryption.enabled can't be known during preview"],
  ],
]);

describe("AWS's own key by its alias", () => {
  ruleCases<SecretArgs>(
    secretsmanagerSecretCustomerManagedKey,
    "aws:secretsmanager/secret:Secret",
    [
      [
        "is no key of the system's",
        { kmsKeyId: "alias/aws/secretsmanager" },
        ["The secret uses AWS's own key, which no key policy limits: set kmsKeyId."],
      ],
    ],
  );
  ruleCases<ParameterArgs>(ssmParameterSecureString, "aws:ssm/parameter:Parameter", [
    [
      "is no key of the system's",
      { name: "/orders/token", type: "SecureString", keyId: "alias/aws/ssm" },
      ["The parameter uses AWS's own key, which no key policy limits: set keyId."],
    ],
  ]);
});

describe("a key that is configured", () => {
  mendCases<SecretArgs>(
    secretsmanagerSecretCustomerManagedKey,
    "aws:secretsmanager/secret:Secret",
    [
      ["is given to a secret", { name: "/orders/token" }, { kmsKeyId: KEY }, { kmsKeyId: KEY }],
      [
        "takes the place of AWS's own",
        { kmsKeyId: "alias/aws/secretsmanager" },
        { kmsKeyId: KEY },
        { kmsKeyId: KEY },
      ],
      ["leaves a secret that has one", { kmsKeyId: "alias/orders" }, undefined, { kmsKeyId: KEY }],
      ["mends nothing where there is none", { name: "/orders/token" }, undefined],
    ],
  );
  mendCases<LogGroupArgs>(logGroupEncrypted, "aws:cloudwatch/logGroup:LogGroup", [
    ["is given to a log group", { name: "/ecs/orders" }, { kmsKeyId: KEY }, { kmsKeyId: KEY }],
    ["leaves a group that has one", { kmsKeyId: `${KEY}-2` }, undefined, { kmsKeyId: KEY }],
    ["mends nothing where there is none", { name: "/ecs/orders" }, undefined],
  ]);
});
