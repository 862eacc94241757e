import type { ImageArgs } from "@pulumi/docker";

import { resource } from "../../example";

const repository = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/orders";
const build = { context: "services/orders" };

export const bad = [
  resource<ImageArgs>("docker:index/image:Image", "orders", {
    imageName: `${repository}:latest`,
    build,
  }),
];

export const good = [
  resource<ImageArgs>("docker:index/image:Image", "orders", {
    imageName: `${repository}:1.4.0`,
    build,
  }),
];
