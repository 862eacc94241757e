import type { StreamArgs } from "@pulumi/aws/kinesis";
import type {
  ExternalKeyArgs,
  KeyArgs,
  ReplicaExternalKeyArgs,
  ReplicaKeyArgs,
} from "@pulumi/aws/kms";
import type { QueueArgs } from "@pulumi/aws/sqs";

import { kinesisStreamEncrypted } from "../../../policies/encryption/kinesis-stream-encrypted";
import { kmsKeyDeletionWindow } from "../../../policies/encryption/kms-key-deletion-window";
import { kmsKeyRotationEnabled } from "../../../policies/encryption/kms-key-rotation-enabled";
import { sqsQueueEncrypted } from "../../../policies/encryption/sqs-queue-encrypted";
import { unknownValue } from "../support/engine";
import { mendCases } from "../support/mend";
import { describeRule, ruleCases } from "../support/rule-cases";

const KEY = "aws:kms:us-east-1:123456789012:key/1234abcd";

describe(kmsKeyDeletionWindow.name, () => {
  const soon = (days: number) =>
    `[Window] The key is gone too soon after its deletion: set deletionWindowInDays to at least ${days}.`;
  const off = (property: string) =>
    `[Enabled] Nothing under the key can be read: set ${property} to true, or leave it out.`;
  ruleCases<KeyArgs>(kmsKeyDeletionWindow, "aws:kms/key:Key", [
    ["reports a week", { deletionWindowInDays: 7 }, [soon(30)]],
    ["reports a day too few", { deletionWindowInDays: 29 }, [soon(30)]],
    ["reports a key that is switched off", { isEnabled: false }, [off("isEnabled")]],
    ["reports both", { isEnabled: false, deletionWindowInDays: 10 }, [off("isEnabled"), soon(30)]],
    ["accepts a month", { deletionWindowInDays: 30, isEnabled: true }, []],
    ["accepts AWS's default, which is the longest", {}, []],
    [
      "accepts a week where it may be one",
      { deletionWindowInDays: 7 },
      [],
      { config: { minimumDays: 7 } },
    ],
    [
      "reports a week where it may be two",
      { deletionWindowInDays: 7 },
      [soon(14)],
      { config: { minimumDays: 14 } },
    ],
    [
      "waits for what is not known yet",
      { deletionWindowInDays: unknownValue },
      ["string value at .deletionWindowInDays can't be known during preview"],
    ],
  ]);
  ruleCases<ReplicaKeyArgs>(kmsKeyDeletionWindow, "aws:kms/replicaKey:ReplicaKey", [
    ["reports a replica's week", { deletionWindowInDays: 7 }, [soon(30)]],
    ["reports a replica that is switched off", { enabled: false }, [off("enabled")]],
  ]);
  ruleCases<ExternalKeyArgs>(kmsKeyDeletionWindow, "aws:kms/externalKey:ExternalKey", [
    ["reports an imported key's week", { deletionWindowInDays: 7 }, [soon(30)]],
  ]);
  ruleCases<ReplicaExternalKeyArgs>(
    kmsKeyDeletionWindow,
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
    [["reports the week of its replica", { deletionWindowInDays: 7 }, [soon(30)]]],
  );
  mendCases<KeyArgs>(kmsKeyDeletionWindow, "aws:kms/key:Key", [
    ["mends a week", { deletionWindowInDays: 7 }, { deletionWindowInDays: 30 }],
    [
      "mends it to what is configured",
      { deletionWindowInDays: 7 },
      { deletionWindowInDays: 14 },
      { minimumDays: 14 },
    ],
    ["leaves a month", { deletionWindowInDays: 30 }, undefined],
    ["leaves AWS's default", {}, undefined],
    ["leaves a key that is switched off", { isEnabled: false }, undefined],
  ]);
});

describe(`${kmsKeyRotationEnabled.name} at level remediate`, () => {
  const yearly = { enableKeyRotation: true, rotationPeriodInDays: 365 };
  mendCases<KeyArgs>(kmsKeyRotationEnabled, "aws:kms/key:Key", [
    ["switches rotation on", { description: "orders" }, yearly],
    ["mends a period that is too long", { ...yearly, rotationPeriodInDays: 730 }, yearly],
    [
      "keeps a shorter period",
      { enableKeyRotation: false, rotationPeriodInDays: 90 },
      { enableKeyRotation: true, rotationPeriodInDays: 90 },
    ],
    ["leaves a key that rotates", { enableKeyRotation: true }, undefined],
    ["leaves a key pair, which cannot rotate", { customerMasterKeySpec: "RSA_2048" }, undefined],
  ]);
});

const messages =
  "Messages are not encrypted: set kmsMasterKeyId, or leave sqsManagedSseEnabled out.";
describe(sqsQueueEncrypted.name, () => {
  ruleCases<QueueArgs>(sqsQueueEncrypted, "aws:sqs/queue:Queue", [
    ["reports a queue that switches it off", { sqsManagedSseEnabled: false }, [messages]],
    [
      "reports it beside an empty key",
      { sqsManagedSseEnabled: false, kmsMasterKeyId: "" },
      [messages],
    ],
    ["accepts SQS's own key", { sqsManagedSseEnabled: true }, []],
    ["accepts AWS's default, which is SQS's own key", { name: "orders" }, []],
    ["accepts a key", { sqsManagedSseEnabled: false, kmsMasterKeyId: KEY }, []],
    [
      "accepts a key that is not known yet",
      { sqsManagedSseEnabled: false, kmsMasterKeyId: unknownValue },
      [],
    ],
    [
      "waits for what is not known yet",
      { sqsManagedSseEnabled: unknownValue },
      ["string value at .sqsManagedSseEnabled can't be known during preview"],
    ],
  ]);
  mendCases<QueueArgs>(sqsQueueEncrypted, "aws:sqs/queue:Queue", [
    [
      "mends a queue",
      { name: "orders", sqsManagedSseEnabled: false },
      { sqsManagedSseEnabled: true },
    ],
    ["leaves one with a key", { sqsManagedSseEnabled: false, kmsMasterKeyId: KEY }, undefined],
    ["leaves AWS's default", {}, undefined],
  ]);
});

const records = "Records are not encrypted: set encryptionType to KMS.";
describeRule<StreamArgs>(kinesisStreamEncrypted, "aws:kinesis/stream:Stream", [
  ["reports plain records", { encryptionType: "NONE" }, [records]],
  ["reports them when nothing is said", { shardCount: 1 }, [records]],
  ["reports a key without encryption", { kmsKeyId: KEY }, [records]],
  ["accepts KMS", { encryptionType: "KMS", kmsKeyId: KEY }, []],
  ["accepts a key that is not known yet", { encryptionType: "KMS", kmsKeyId: unknownValue }, []],
  [
    "waits for what is not known yet",
    { encryptionType: unknownValue },
    ["string value at .encryptionType can't be known during preview"],
  ],
]);
