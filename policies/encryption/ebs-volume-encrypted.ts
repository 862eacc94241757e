import type { ReportViolation, ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";

/** A volume as each kind of resource describes it. Launch templates write booleans as text. */
interface Volume {
  encrypted?: boolean | string;
}

interface VolumeOwner extends Volume {
  rootBlockDevice?: Volume;
  ebsBlockDevices?: readonly Volume[];
  blockDeviceMappings?: readonly { ebs?: Volume }[];
  volumeConfiguration?: { managedEbsVolume?: Volume };
}

export const ebsVolumeEncrypted: ResourceValidationPolicy = {
  name: "ebs-volume-encrypted",
  description: "EBS volumes of instances, launch templates and ECS tasks are encrypted.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  framework: fsbp("EC2.3", "Attached Amazon EBS volumes should be encrypted at-rest"),
  remediationSteps: "Set encrypted to true on each volume; the change replaces an existing one.",
  url: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
  validateResource: onTypes<VolumeOwner>(
    [
      "aws:ebs/volume:Volume",
      "aws:ec2/instance:Instance",
      "aws:ec2/launchTemplate:LaunchTemplate",
      "aws:ecs/service:Service",
    ],
    (owner, report, { type }) => {
      for (const [path, volume] of volumes(owner, type)) {
        check(path, volume, report);
      }
    },
  ),
};

/** Volumes of a resource by their paths. An instance has a root volume whether described or not. */
function volumes(owner: VolumeOwner, type: string): [string, Volume][] {
  switch (type) {
    case "aws:ebs/volume:Volume":
      return [["", owner]];
    case "aws:ec2/instance:Instance":
      return [
        ["rootBlockDevice.", owner.rootBlockDevice ?? {}],
        ...(owner.ebsBlockDevices ?? []).map((device, index): [string, Volume] => [
          `ebsBlockDevices[${index}].`,
          device,
        ]),
      ];
    case "aws:ec2/launchTemplate:LaunchTemplate":
      return (owner.blockDeviceMappings ?? []).flatMap(({ ebs }, index): [string, Volume][] =>
        ebs === undefined ? [] : [[`blockDeviceMappings[${index}].ebs.`, ebs]],
      );
    default: {
      const managed = owner.volumeConfiguration?.managedEbsVolume;
      return managed === undefined ? [] : [["volumeConfiguration.managedEbsVolume.", managed]];
    }
  }
}

/** A volume made from a snapshot takes its encryption from it. */
function check(path: string, volume: Volume, report: ReportViolation): void {
  if (!isSet(volume, "snapshotId") && String(volume.encrypted) !== "true") {
    report(`The volume is not encrypted: set ${path}encrypted to true.`);
  }
}
