import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

interface Method {
  httpMethod: string;
  authorization: string;
  apiKeyRequired?: boolean;
}

/** OPTIONS is how browsers ask before a request, and they send no credentials with it. */
export const apiGatewayAuthorization: ResourceValidationPolicy = {
  name: "api-gateway-authorization",
  description: "Methods of an API Gateway ask who calls.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["network"],
  remediationSteps:
    "Set authorization to AWS_IAM, CUSTOM or COGNITO_USER_POOLS, or apiKeyRequired to true.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
  validateResource: onTypes<Method>(
    ["aws:apigateway/method:Method"],
    ({ httpMethod, authorization, apiKeyRequired }, report) => {
      if (httpMethod !== "OPTIONS" && authorization === "NONE" && !apiKeyRequired) {
        report("Anyone may call the method: set authorization, or apiKeyRequired to true.");
      }
    },
  ),
};
