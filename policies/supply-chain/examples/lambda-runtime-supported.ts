import type { FunctionArgs } from "@pulumi/aws/lambda";

import { resource } from "../../example";

export const bad = [
  resource<FunctionArgs>("aws:lambda/function:Function", "resize", {
    runtime: "nodejs16.x",
    handler: "index.handler",
  }),
];

export const good = [
  resource<FunctionArgs>("aws:lambda/function:Function", "resize", {
    runtime: "nodejs22.x",
    handler: "index.handler",
  }),
];
