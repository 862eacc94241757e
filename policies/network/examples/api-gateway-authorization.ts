import type { MethodArgs } from "@pulumi/aws/apigateway";

import { resource } from "../../example";

const method = { restApi: "a1b2", resourceId: "c3d4", httpMethod: "GET", authorization: "NONE" };
export const bad = [resource<MethodArgs>("aws:apigateway/method:Method", "orders", method)];

export const good = [
  resource<MethodArgs>("aws:apigateway/method:Method", "orders", {
    ...method,
    authorization: "AWS_IAM",
  }),
];
