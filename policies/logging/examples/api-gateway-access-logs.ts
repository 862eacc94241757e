import type { StageArgs } from "@pulumi/aws/apigatewayv2";

import { resource } from "../../example";

export const bad = [
  resource<StageArgs>("aws:apigatewayv2/stage:Stage", "live", { apiId: "a1b2c3d4" }),
];

export const good = [
  resource<StageArgs>("aws:apigatewayv2/stage:Stage", "live", {
    apiId: "a1b2c3d4",
    accessLogSettings: {
      destinationArn: "arn:aws:logs:us-east-1:123456789012:log-group:shop-api",
      format: "$context.requestId $context.status",
    },
  }),
];
