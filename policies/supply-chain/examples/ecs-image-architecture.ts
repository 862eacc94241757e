import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { ImageArgs } from "@pulumi/docker";

import { containers, resource } from "../../example";

const image = (platform: string) =>
  resource<ImageArgs>("docker:index/image:Image", "orders-image", {
    imageName: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/orders:1.4.0",
    build: { context: "services/orders", platform },
  });

const task = resource<TaskDefinitionArgs>(
  "aws:ecs/taskDefinition:TaskDefinition",
  "orders",
  {
    family: "orders",
    runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
  },
  {
    from: {
      containerDefinitions: containers({ name: "orders", image: "${orders-image.repoDigest}" }),
    },
  },
);

export const bad = [image("linux/amd64"), task];

export const good = [image("linux/arm64"), task];
