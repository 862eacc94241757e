import { isSet } from "./known";

/** A volume as each kind of resource describes it. Launch templates write booleans as text. */
export interface Volume {
  encrypted?: boolean | string;
  /** Its type, as a volume of its own writes it. */
  type?: string;
  /** Its type, as others write it. */
  volumeType?: string;
}

/** A resource with volumes, of one of {@link VOLUME_OWNERS}. */
export interface VolumeOwner extends Volume {
  rootBlockDevice?: Volume;
  ebsBlockDevices?: readonly Volume[];
  blockDeviceMappings?: readonly { ebs?: Volume }[];
  volumeConfiguration?: { managedEbsVolume?: Volume };
}

/** Types that describe EBS volumes. */
export const VOLUME_OWNERS = [
  "aws:ebs/volume:Volume",
  "aws:ec2/instance:Instance",
  "aws:ec2/launchConfiguration:LaunchConfiguration",
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
  "aws:ecs/service:Service",
];

/**
 * Volumes of a resource by their paths. An instance has a root volume whether described or not; one made
 * from a launch template may have it described there.
 */
export function volumes(owner: VolumeOwner, type: string): [string, Volume][] {
  switch (type) {
    case "aws:ebs/volume:Volume":
      return [["", owner]];
    case "aws:ec2/instance:Instance":
    case "aws:ec2/launchConfiguration:LaunchConfiguration":
    case "aws:ec2/spotInstanceRequest:SpotInstanceRequest":
      return [
        ...rootVolume(owner),
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

function rootVolume(owner: VolumeOwner): [string, Volume][] {
  const { rootBlockDevice } = owner;
  return rootBlockDevice || !isSet(owner, "launchTemplate")
    ? [["rootBlockDevice.", rootBlockDevice ?? {}]]
    : [];
}
