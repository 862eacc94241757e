import {
  DescribeImagesCommand,
  ECRClient,
  ImageDetail,
  paginateDescribeImages,
} from "@aws-sdk/client-ecr";

import { UsageError } from "../errors";
import { repositoryUri } from "./repository";

/** Images whose tags are named when the one asked for is not there. */
const LAST_IMAGES = 5;

/**
 * The image of a version, `<registry>/<repository>@sha256:…`; the version is a tag in the service's repository
 * or a digest. A version that is not there is a usage error with those that are.
 */
export async function imageOfVersion(
  ecr: ECRClient,
  { name, image: { repository } }: { name: string; image: { repository: string } },
  version: string,
): Promise<string> {
  const isDigest = /^sha256:[0-9a-f]{64}$/.test(version);
  if (!isDigest && !/^[A-Za-z0-9][\w.-]{0,127}$/.test(version)) {
    throw new UsageError(
      `the version is "${version}"; use a tag in the repository ${repository}, or sha256: and 64 hexadecimal digits`,
    );
  }
  const uri = await repositoryUri(ecr, repository);
  const found = await findImage(ecr, {
    repositoryName: repository,
    imageId: isDigest ? { imageDigest: version } : { imageTag: version },
  });
  if (found?.imageDigest === undefined) {
    throw new UsageError(
      `${name}: the repository ${repository} has no image "${version}"; ${await lastTags(ecr, repository)}`,
    );
  }
  return `${uri}@${found.imageDigest}`;
}

/**
 * Whether an image is still in the registry; nothing is known of one in another registry than ECR.
 */
export async function imageIsThere(ecr: ECRClient, image: string): Promise<boolean | undefined> {
  const ours =
    /^(\d{12})\.dkr\.ecr\.[\w-]+\.amazonaws\.com(?:\.cn)?\/([^@:]+)(?:@(sha256:\w+)|:([\w.-]+))$/;
  const [, registryId, repositoryName, imageDigest, imageTag] = ours.exec(image) ?? [];
  if (repositoryName === undefined) {
    return undefined;
  }
  const imageId = imageDigest === undefined ? { imageTag } : { imageDigest };
  return (await findImage(ecr, { registryId, repositoryName, imageId })) !== undefined;
}

/** An image by its tag or digest; nothing when it, or its repository, is not there. */
export async function findImage(
  ecr: ECRClient,
  {
    imageId,
    ...where
  }: {
    registryId?: string;
    repositoryName: string;
    imageId: { imageDigest?: string; imageTag?: string };
  },
): Promise<ImageDetail | undefined> {
  try {
    const answer = await ecr.send(new DescribeImagesCommand({ ...where, imageIds: [imageId] }));
    return answer.imageDetails?.[0];
  } catch (error) {
    if (/^(Image|Repository)NotFoundException$/.test((error as Error).name)) {
      return undefined;
    }
    throw error;
  }
}

/** The tags of the images that were pushed last, as the end of a sentence. */
async function lastTags(ecr: ECRClient, repositoryName: string): Promise<string> {
  const images: ImageDetail[] = [];
  const pages = paginateDescribeImages(
    { client: ecr },
    { repositoryName, filter: { tagStatus: "TAGGED" } },
  );
  for await (const { imageDetails = [] } of pages) {
    images.push(...imageDetails);
  }
  const tags = images
    .sort((a, b) => Number(b.imagePushedAt ?? 0) - Number(a.imagePushedAt ?? 0))
    .slice(0, LAST_IMAGES)
    .flatMap(({ imageTags = [] }) => imageTags);
  return tags.length === 0
    ? "it has none with a tag; build and push one"
    : `the last ones there are ${tags.join(", ")}`;
}
