import type { StackValidationPolicy } from "@pulumi/policy";

import { isNarrowedBy } from "../iam/condition";
import type { Statement } from "../iam/document";
import { isAnyone } from "../iam/principal";
import { publicFindings } from "../iam/public-access";
import { statementsOf } from "../iam/statements";
import { refersTo } from "../references";
import { finding } from "../resource";

/** Keys that tell which identity mounts; a network or a mount target tells none. */
const IDENTITIES = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:userid",
];

/** Without a policy EFS lets everyone mount who reaches it, with no identity at all. */
export const efsFileSystemPolicyRestricted: StackValidationPolicy = {
  name: "efs-file-system-policy-restricted",
  description: "Each EFS file system has a policy that says which roles mount it.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps:
    "Add a FileSystemPolicy that allows elasticfilesystem:ClientMount and ClientWrite to the task role, with a condition on elasticfilesystem:AccessedViaMountTarget.",
  url: "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
  validateStack: ({ resources }, report) => {
    const policies = resources.filter(
      ({ type }) => type === "aws:efs/fileSystemPolicy:FileSystemPolicy",
    );
    for (const files of resources.filter(({ type }) => type === "aws:efs/fileSystem:FileSystem")) {
      if (!policies.some(policy => refersTo(policy, "fileSystemId", files))) {
        report("Anyone in the network may mount the files: add a FileSystemPolicy.", files.urn);
      }
    }
    for (const { urn, props } of policies) {
      for (const { label } of statementsOf(() => props.policy as unknown).filter(isAnonymous)) {
        report(
          finding(
            "Principal::*",
            `policy: ${label} lets anyone mount who comes from there: name the roles, or add a condition on aws:PrincipalArn.`,
          ),
          urn,
        );
      }
    }
  },
};

/** One that limits nothing at all is the finding of resource-policy-no-public-principal. */
function isAnonymous(statement: Statement): boolean {
  return (
    statement.effect === "allow" &&
    statement.principals.some(isAnyone) &&
    !isNarrowedBy(statement, ...IDENTITIES) &&
    publicFindings(statement).length === 0
  );
}
