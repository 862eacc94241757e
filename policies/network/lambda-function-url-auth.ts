import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

export const lambdaFunctionUrlAuth: ResourceValidationPolicy = {
  name: "lambda-function-url-auth",
  description: "The URL of a function answers signed requests only.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  remediationSteps:
    "Set authorizationType to AWS_IAM; put a public endpoint behind CloudFront or a load balancer.",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  validateResource: onTypes<{ authorizationType: string }>(
    ["aws:lambda/functionUrl:FunctionUrl"],
    ({ authorizationType }, report) => {
      if (authorizationType !== "AWS_IAM") {
        report("Anyone may call the function: set authorizationType to AWS_IAM.");
      }
    },
  ),
};
