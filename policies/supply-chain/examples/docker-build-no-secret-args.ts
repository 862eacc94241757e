import type { ImageArgs as DockerArgs } from "@pulumi/docker";
import type { ImageArgs as BuildArgs } from "@pulumi/docker-build";

import { resource } from "../../example";

const repository = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/orders";

export const bad = [
  resource<DockerArgs>("docker:index/image:Image", "orders", {
    imageName: `${repository}:1.4.0`,
    build: { context: "services/orders", args: { NPM_TOKEN: "taken from the pipeline" } },
  }),
];

export const good = [
  resource<BuildArgs>("docker-build:index:Image", "orders", {
    tags: [`${repository}:1.4.0`],
    context: { location: "services/orders" },
    secrets: { NPM_TOKEN: "taken from the pipeline" },
    push: true,
  }),
];
