import type { StackValidationPolicy } from "@pulumi/policy";

import { isBackedUp, selectionsOf } from "../backup-selections";
import { fsbp } from "../framework";
import { eachKnown } from "../known";
import { refersTo } from "../references";
import { PROD_ONLY } from "../tags";

/** Left out, files are backed up only when a plan selects the file system. */
export const efsBackupPolicy: StackValidationPolicy = {
  name: "efs-backup-policy",
  description: "EFS file systems are backed up.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["resilience", PROD_ONLY],
  framework: fsbp("EFS.2", "Amazon EFS volumes should be in backup plans"),
  remediationSteps: "Add a BackupPolicy with status ENABLED, or select it by a backup plan.",
  url: "https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html",
  validateStack: ({ resources }, report) => {
    const of = (type: string) => resources.filter(resource => resource.type === type);
    const policies = of("aws:efs/backupPolicy:BackupPolicy");
    const selections = selectionsOf(resources);
    eachKnown(of("aws:efs/fileSystem:FileSystem"), files => {
      const isEnabled = policies
        .filter(policy => refersTo(policy, "fileSystemId", files))
        .some(({ props }) => (props.backupPolicy as { status: string }).status === "ENABLED");
      if (!isEnabled && !isBackedUp(files, selections)) {
        report("Files that are lost stay lost: add a BackupPolicy with status ENABLED.", files.urn);
      }
    });
  },
};
