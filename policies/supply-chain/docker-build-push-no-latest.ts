import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isMovingTag, parseImage } from "../images";
import { peek } from "../known";
import { itemsOf } from "../references";
import { onTypes } from "../resource";

interface Image {
  /** docker's. */
  imageName?: string;
  skipPush?: boolean;
  /** docker-build's. */
  tags?: readonly string[];
  push?: boolean;
  exports?: readonly Export[];
}

/** Where an image goes besides; each kind may name it anew. */
interface Export {
  image?: Pushed;
  /** Like an image, but pushed unless it says otherwise. */
  registry?: Pushed;
}

interface Pushed {
  push?: boolean;
  names?: readonly string[];
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
      const pushed = isDocker ? [dockersName(image)] : pushedNames(image);
      if (pushed.some(names => names.length > 0 && names.every(isLatest))) {
        report(
          isDocker
            ? "The image is pushed as latest: write a tag into imageName."
            : "The image is pushed as latest: add a tag of its own to tags.",
        );
      }
    },
  ),
};

function dockersName(image: Image): unknown[] {
  return image.skipPush === true ? [] : [peek(() => image.imageName)];
}

/** The names under which an image is pushed, each time that it is. */
function pushedNames({ tags, push, exports = [] }: Image): unknown[][] {
  const pushes = exports.flatMap(({ image, registry }) => [
    ...(image?.push === true ? [image.names ?? tags] : []),
    ...(registry !== undefined && registry.push !== false ? [registry.names ?? tags] : []),
  ]);
  return [...(push === true ? [tags] : []), ...pushes].map(names => itemsOf(names));
}

function isLatest(name: unknown): boolean {
  if (typeof name !== "string") {
    return false;
  }
  const { tag, hasDigest } = parseImage(name);
  return !hasDigest && isMovingTag(tag);
}
