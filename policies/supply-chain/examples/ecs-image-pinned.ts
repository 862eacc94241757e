import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { ImageArgs } from "@pulumi/docker";

import { containers, resource } from "../../example";

export const bad = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "orders", {
    family: "orders",
    containerDefinitions: containers({
      name: "orders",
      image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/orders:latest",
    }),
  }),
];

export const good = [
  resource<ImageArgs>("docker:index/image:Image", "orders-image", {
    imageName: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/orders:1.4.0",
    build: { context: "services/orders", platform: "linux/amd64" },
  }),
  resource<TaskDefinitionArgs>(
    "aws:ecs/taskDefinition:TaskDefinition",
    "orders",
    { family: "orders" },
    {
      from: {
        containerDefinitions: containers({ name: "orders", image: "${orders-image.repoDigest}" }),
      },
    },
  ),
];
