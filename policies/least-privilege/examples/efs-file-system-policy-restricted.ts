import type { FileSystemArgs, FileSystemPolicyArgs } from "@pulumi/aws/efs";

import { resource } from "../../example";

const files = resource<FileSystemArgs>("aws:efs/fileSystem:FileSystem", "uploads", {
  encrypted: true,
});

export const bad = [files];

export const good = [
  files,
  resource<FileSystemPolicyArgs>(
    "aws:efs/fileSystemPolicy:FileSystemPolicy",
    "uploads",
    {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:role/orders-task" },
            Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
            Resource: "*",
            Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
          },
        ],
      }),
    },
    { from: { fileSystemId: "uploads.id" } },
  ),
];
