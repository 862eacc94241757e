import type { ReportViolation, ResourceValidationPolicy } from "@pulumi/policy";

import { Volume, VOLUME_OWNERS, VolumeOwner, volumes } from "../ebs-volumes";
import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";

export const ebsVolumeEncrypted: ResourceValidationPolicy = {
  name: "ebs-volume-encrypted",
  description: "EBS volumes of instances, launch templates and ECS tasks are encrypted.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  framework: fsbp("EC2.3", "Attached Amazon EBS volumes should be encrypted at-rest"),
  remediationSteps: "Set encrypted to true on each volume; the change replaces an existing one.",
  url: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
  validateResource: onTypes<VolumeOwner>(VOLUME_OWNERS, (owner, report, { type }) => {
    for (const [path, volume] of volumes(owner, type)) {
      check(path, volume, report);
    }
  }),
};

/** A volume made from a snapshot takes its encryption from it. */
function check(path: string, volume: Volume, report: ReportViolation): void {
  if (!isSet(volume, "snapshotId") && String(volume.encrypted) !== "true") {
    report(`The volume is not encrypted: set ${path}encrypted to true.`);
  }
}
