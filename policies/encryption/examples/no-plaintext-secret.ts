import type { FunctionArgs } from "@pulumi/aws/lambda";

import { resource } from "../../example";

const hook = { role: "arn:aws:iam::123456789012:role/shop-hook", handler: "index.handler" };

export const bad = [
  resource<FunctionArgs>("aws:lambda/function:Function", "hook", {
    ...hook,
    environment: { variables: { UPSTREAM: "https://shop:tr0ub4dor@api.example.com" } },
  }),
];

export const good = [
  resource<FunctionArgs>("aws:lambda/function:Function", "hook", {
    ...hook,
    environment: {
      variables: {
        UPSTREAM_SECRET_ARN: "arn:aws:secretsmanager:us-east-1:123456789012:secret:upstream",
      },
    },
  }),
];
