import type { FunctionUrlArgs } from "@pulumi/aws/lambda";

import { resource } from "../../example";

export const bad = [
  resource<FunctionUrlArgs>("aws:lambda/functionUrl:FunctionUrl", "orders", {
    functionName: "orders",
    authorizationType: "NONE",
  }),
];

export const good = [
  resource<FunctionUrlArgs>("aws:lambda/functionUrl:FunctionUrl", "orders", {
    functionName: "orders",
    authorizationType: "AWS_IAM",
  }),
];
