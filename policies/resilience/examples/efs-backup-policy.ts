import type { BackupPolicyArgs, FileSystemArgs } from "@pulumi/aws/efs";

import { resource } from "../../example";

const files = resource<FileSystemArgs>("aws:efs/fileSystem:FileSystem", "queue", {});

export const bad = [files];

export const good = [
  files,
  resource<BackupPolicyArgs>(
    "aws:efs/backupPolicy:BackupPolicy",
    "queue-backup",
    { backupPolicy: { status: "ENABLED" } },
    { from: { fileSystemId: "queue.id" } },
  ),
];
