import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isMovingTag, parseImage } from "../images";
import { peek } from "../known";
import { onTypes } from "../resource";

interface Image {
  /** docker's. */
  imageName?: string;
  skipPush?: boolean;
  /** docker-build's. */
  tags?: readonly string[];
  push?: boolean;
}

/** A name that is not known yet is passed by: it is the repository's address, and comes out at the update. */
export const dockerBuildPushNoLatest: ResourceValidationPolicy = {
  name: "docker-build-push-no-latest",
  description: "Images that are pushed have a tag besides latest.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["supply-chain"],
  remediationSteps: "Add a tag that names the version, the commit or the build.",
  url: "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
  validateResource: onTypes<Image>(
    ["docker:index/image:Image", "docker-build:index:Image"],
    (image, report, { type }) => {
      const isDocker = type === "docker:index/image:Image";
      const isPushed = isDocker ? image.skipPush !== true : image.push === true;
      const names = isDocker ? [peek(() => image.imageName)] : tagsOf(image);
      if (isPushed && names.length > 0 && names.every(isLatest)) {
        report(
          isDocker
            ? "The image is pushed as latest: write a tag into imageName."
            : "The image is pushed as latest: add a tag of its own to tags.",
        );
      }
    },
  ),
};

function tagsOf({ tags = [] }: Image): unknown[] {
  return Array.from({ length: tags.length }, (_, index) => peek(() => tags[index]));
}

function isLatest(name: unknown): boolean {
  if (typeof name !== "string") {
    return false;
  }
  const { tag, hasDigest } = parseImage(name);
  return !hasDigest && isMovingTag(tag);
}
