import type { FileSystemArgs } from "@pulumi/aws/efs";

import { resource } from "../../example";

export const bad = [resource<FileSystemArgs>("aws:efs/fileSystem:FileSystem", "files", {})];

export const good = [
  resource<FileSystemArgs>("aws:efs/fileSystem:FileSystem", "files", { encrypted: true }),
];
