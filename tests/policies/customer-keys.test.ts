import type { LogGroupArgs } from "@pulumi/aws/cloudwatch";
import type { KeyArgs } from "@pulumi/aws/kms";
import type { SecretArgs } from "@pulumi/aws/secretsmanager";
import type { TopicArgs } from "@pulumi/aws/sns";
import type { ParameterArgs } from "@pulumi/aws/ssm";

import { kmsKeyRotationEnabled } from "../../policies/encryption/kms-key-rotation-enabled";
import { logGroupEncrypted } from "../../policies/encryption/log-group-encrypted";
import { secretsmanagerSecretCustomerManagedKey } from "../../policies/encryption/secretsmanager-secret-customer-managed-key";
import { snsTopicEncrypted } from "../../policies/encryption/sns-topic-encrypted";
import { ssmParameterSecureString } from "../../policies/encryption/ssm-parameter-secure-string";
import { unknownValue } from "./support/engine";
import { describeRule } from "./support/rule-cases";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd";

const secret = "The secret uses AWS's own key, which no key policy limits: set kmsKeyId.";
describeRule<SecretArgs>(
  secretsmanagerSecretCustomerManagedKey,
  "aws:secretsmanager/secret:Secret",
  [
    ["reports no key", { name: "/orders/database" }, [secret]],
    ["reports an empty one", { kmsKeyId: "" }, [secret]],
    ["accepts a key", { kmsKeyId: KEY }, []],
    ["accepts an alias", { kmsKeyId: "alias/orders" }, []],
    ["accepts a key that is not known yet", { kmsKeyId: unknownValue }, []],
  ],
);

const logs = "Logs are not encrypted with a key of the system's own: set kmsKeyId.";
describeRule<LogGroupArgs>(logGroupEncrypted, "aws:cloudwatch/logGroup:LogGroup", [
  ["reports no key", {}, [logs]],
  ["reports none beside a retention", { name: "/ecs/orders", retentionInDays: 30 }, [logs]],
  ["reports an empty one", { kmsKeyId: "" }, [logs]],
  ["accepts a key", { kmsKeyId: KEY }, []],
  ["accepts a key that is not known yet", { kmsKeyId: unknownValue }, []],
]);

describeRule<TopicArgs>(snsTopicEncrypted, "aws:sns/topic:Topic", [
  ["reports no key", {}, ["Messages are not encrypted: set kmsMasterKeyId."]],
  [
    "reports an empty one",
    { kmsMasterKeyId: "" },
    ["Messages are not encrypted: set kmsMasterKeyId."],
  ],
  [
    "reports AWS's own by its ARN",
    { kmsMasterKeyId: "arn:aws:kms:us-east-1:123456789012:alias/aws/sns" },
    ["Alarms cannot publish through alias/aws/sns: set kmsMasterKeyId to a key of your own."],
  ],
  [
    "reports AWS's own",
    { kmsMasterKeyId: "alias/aws/sns" },
    ["Alarms cannot publish through alias/aws/sns: set kmsMasterKeyId to a key of your own."],
  ],
  ["accepts a key", { kmsMasterKeyId: KEY }, []],
  ["accepts a key that is not known yet", { kmsMasterKeyId: unknownValue }, []],
]);

describeRule<KeyArgs>(kmsKeyRotationEnabled, "aws:kms/key:Key", [
  [
    "reports a key that never rotates",
    { enableKeyRotation: false },
    ["The key never rotates: set enableKeyRotation to true."],
  ],
  [
    "reports it when nothing is said",
    {},
    ["The key never rotates: set enableKeyRotation to true."],
  ],
  [
    "reports a key that rotates every two years",
    { enableKeyRotation: true, rotationPeriodInDays: 730 },
    ["The key rotates too seldom: set rotationPeriodInDays to at most 365."],
  ],
  ["accepts a year", { enableKeyRotation: true, rotationPeriodInDays: 365 }, []],
  ["accepts AWS's period", { enableKeyRotation: true }, []],
  ["accepts a key pair, which cannot rotate", { customerMasterKeySpec: "RSA_2048" }, []],
  [
    "accepts a signing key",
    { keyUsage: "GENERATE_VERIFY_MAC", customerMasterKeySpec: "HMAC_256" },
    [],
  ],
  ["accepts a key in a store of the customer's", { customKeyStoreId: "cks-0123" }, []],
]);

const plain = "The parameter holds a secret in plain text: set type to SecureString.";
const URL = "postgresql://orders:correct-horse@db:5432/orders";
describeRule<ParameterArgs>(ssmParameterSecureString, "aws:ssm/parameter:Parameter", [
  ...[
    "/order-management/database/url",
    "/order-management/database/password",
    "/order-management/dev/jwt-secret",
    "/order-management/stripeApiKey",
    "/order-management/oauth.token",
  ].map(
    name =>
      [`reports ${name} as plain text`, { name, type: "String", value: "x" }, [plain]] as [
        string,
        object,
        string[],
      ],
  ),
  ["reports a list too", { name: "/orders/passwords/old-password", type: "StringList" }, [plain]],
  [
    "reports a credential by its value",
    { name: "/orders/upstream", type: "String", value: URL },
    [plain],
  ],
  [
    "reports it in insecureValue",
    { name: "/orders/x", type: "String", insecureValue: URL },
    [plain],
  ],
  [
    "reports AWS's own key",
    { name: "/orders/database/url", type: "SecureString", value: URL },
    ["The parameter uses AWS's own key, which no key policy limits: set keyId."],
  ],
  [
    "accepts a key",
    { name: "/orders/database/url", type: "SecureString", keyId: KEY, value: URL },
    [],
  ],
  [
    "accepts a key and a value that are not known yet",
    {
      name: "/orders/database/url",
      type: "SecureString",
      keyId: unknownValue,
      value: unknownValue,
    },
    [],
  ],
  [
    "accepts plain settings, known or not",
    { name: "/orders/database/host", type: "String", value: unknownValue },
    [],
  ],
  [
    "accepts what is about a secret",
    { name: "/orders/database/secret-arn", type: "String", value: "arn" },
    [],
  ],
]);
