import { DescribeTaskDefinitionCommand, ECSClient } from "@aws-sdk/client-ecs";

/** The image of a container in a revision of a task definition. */
export async function imageOf(
  ecs: ECSClient,
  taskDefinition: string,
  container: string,
): Promise<string | undefined> {
  const { taskDefinition: found } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition }),
  );
  return found?.containerDefinitions?.find(({ name }) => name === container)?.image;
}

/** `order-service@sha256:0123456789ab` for a repository's digest, `order-service:v1` for a tag. */
export function shortImage(image: string): string {
  const last = image.split("/").pop() ?? image;
  return last.replace(/(@sha256:[0-9a-f]{12})[0-9a-f]+$/, "$1");
}
