import { Scope } from "./scope";

/** Who mounts a file system. */
export interface FileSystemClient {
  /** Name of the task role; it must exist before the policy is made. */
  roleName: string;
  /** Whether it may change files. */
  writes: boolean;
}

/**
 * Lets one role mount a file system, through an access point of it and over TLS. EFS reads a client's
 * own grants only by the file system's id, which is not known before it exists, and knows no tags among
 * its conditions; so the file system itself says who may come. As a policy applies to the file system
 * it hangs on, its Resource names none, and any access point in its conditions is one of its own.
 * Source: "Using IAM to control access to file systems", EFS user guide.
 */
export function fileSystemPolicy(scope: Scope, { roleName, writes }: FileSystemClient): string {
  const resource = scope.arn("elasticfilesystem", "file-system/*");
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TaskThroughAccessPoint",
        Effect: "Allow",
        Principal: { AWS: scope.iamArn(`role/${roleName}`) },
        Action: [
          "elasticfilesystem:ClientMount",
          ...(writes ? ["elasticfilesystem:ClientWrite"] : []),
        ],
        Resource: resource,
        Condition: {
          Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
          ArnLike: {
            "elasticfilesystem:AccessPointArn": scope.arn("elasticfilesystem", "access-point/*"),
          },
        },
      },
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: [
          "elasticfilesystem:ClientMount",
          "elasticfilesystem:ClientRootAccess",
          "elasticfilesystem:ClientWrite",
        ],
        Resource: resource,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}
