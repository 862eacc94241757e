import {
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  ImageNotFoundException,
  RepositoryNotFoundException,
} from "@aws-sdk/client-ecr";

import { OperationError } from "../errors";

/** The URI of a repository, which the program makes: its encryption, scans and rights are the program's. */
export async function repositoryUri(ecr: ECRClient, repository: string): Promise<string> {
  try {
    const { repositories } = await ecr.send(
      new DescribeRepositoriesCommand({ repositoryNames: [repository] }),
    );
    const uri = repositories?.[0]?.repositoryUri;
    if (uri === undefined) {
      throw new OperationError(`ECR tells no URI of the repository ${repository}`);
    }
    return uri;
  } catch (error) {
    throw error instanceof RepositoryNotFoundException
      ? new OperationError(
          `ECR has no repository ${repository} in this account and region; pulumi up makes it`,
        )
      : error;
  }
}

/** The digest of the image with a tag; nothing when there is none. */
export async function digestOf(
  ecr: ECRClient,
  repositoryName: string,
  imageTag: string,
): Promise<string | undefined> {
  try {
    const { imageDetails } = await ecr.send(
      new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag }] }),
    );
    return imageDetails?.[0]?.imageDigest;
  } catch (error) {
    if (error instanceof ImageNotFoundException) {
      return undefined;
    }
    throw error;
  }
}

/** User and password for the registry, good for twelve hours. */
export async function registryLogin(
  ecr: ECRClient,
): Promise<{ username: string; password: string }> {
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}));
  const token = authorizationData?.[0]?.authorizationToken ?? "";
  const [username, ...rest] = Buffer.from(token, "base64").toString().split(":");
  return { username, password: rest.join(":") };
}
