import type { ReportViolation, ResourceValidationPolicy } from "@pulumi/policy";

import { eachKnown } from "../known";
import { finding, fixOn, onTypes } from "../resource";

const GROUP = "aws:autoscaling/group:Group";
const TAG = "aws:autoscaling/tag:Tag";

interface GroupTag {
  key: string;
  propagateAtLaunch: boolean;
}

/** A group has a list of tags, and a tag given beside it is one. */
interface Tagged {
  tags?: readonly GroupTag[];
  tag?: GroupTag;
}

export const asgPropagatesTags: ResourceValidationPolicy = {
  name: "asg-propagates-tags",
  description: "Auto Scaling groups hand their tags to their instances, where the cost arises.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["tagging"],
  remediationSteps: "Set propagateAtLaunch to true on each tag of the group.",
  url: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html",
  validateResource: onTypes<Tagged>([GROUP, TAG], ({ tags = [], tag }, report) => {
    eachKnown(tags, (each, index) => check(each, `tags[${index}]`, report));
    if (tag !== undefined) {
      check(tag, "tag", report);
    }
  }),
  remediateResource: fixOn<Tagged>([GROUP, TAG], ({ tags, tag }) =>
    [...(tags ?? []), tag ?? []].flat().every(({ propagateAtLaunch }) => propagateAtLaunch)
      ? undefined
      : { ...(tags && { tags: [...tags].map(propagated) }), ...(tag && { tag: propagated(tag) }) },
  ),
};

function check({ key, propagateAtLaunch }: GroupTag, path: string, report: ReportViolation): void {
  if (!propagateAtLaunch) {
    report(
      finding(
        `Tag::${key}`,
        `Instances do not get the tag ${key}: set ${path}.propagateAtLaunch to true.`,
      ),
    );
  }
}

function propagated(tag: GroupTag): GroupTag {
  return { ...tag, propagateAtLaunch: true };
}
