import type { ResourceValidationPolicy } from "@pulumi/policy";

import { VOLUME_OWNERS, VolumeOwner, volumes } from "../ebs-volumes";
import { fixOn, onTypes } from "../resource";

const VOLUME = "aws:ebs/volume:Volume";

/** Types that gp3 outdoes for less. */
const OLD = ["gp2", "standard"];

/** GiB up to which gp2 has no more throughput than gp3 has without paying for it. */
const NO_FASTER = 170;

interface SizedVolume extends VolumeOwner {
  size?: number;
}

/** A volume within another resource has the type of its image when it names none. */
export const ebsVolumeGp3: ResourceValidationPolicy = {
  name: "ebs-volume-gp3",
  description: "EBS volumes are gp3, which costs a fifth less than gp2 and does more.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["cost"],
  remediationSteps: "Set the volume's type to gp3; EBS changes it while the volume is in use.",
  url: "https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html",
  validateResource: onTypes<VolumeOwner>(VOLUME_OWNERS, (owner, report, { type }) => {
    for (const [path, volume] of volumes(owner, type)) {
      const [property, volumeType] =
        type === VOLUME ? ["type", volume.type ?? "gp2"] : ["volumeType", volume.volumeType];
      if (OLD.includes(volumeType ?? "")) {
        report(`The volume is ${volumeType}: set ${path}${property} to gp3.`);
      }
    }
  }),
  remediateResource: fixOn<SizedVolume>([VOLUME], ({ type, size }) =>
    (type ?? "gp2") === "gp2" && size && size <= NO_FASTER ? { type: "gp3" } : undefined,
  ),
};
