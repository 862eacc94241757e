import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

interface Method {
  httpMethod: string;
  authorization: string;
  apiKeyRequired?: boolean;
}

interface Route {
  routeKey: string;
  authorizationType?: string;
  apiKeyRequired?: boolean;
}

const checkMethod = onTypes<Method>(
  ["aws:apigateway/method:Method"],
  ({ httpMethod, authorization, apiKeyRequired }, report) => {
    if (httpMethod !== "OPTIONS" && authorization === "NONE" && !apiKeyRequired) {
      report("Anyone may call the method: set authorization, or apiKeyRequired to true.");
    }
  },
);

/** Of a WebSocket only the connection can ask; `$default` is either kind's, and passes. */
const checkRoute = onTypes<Route>(
  ["aws:apigatewayv2/route:Route"],
  ({ routeKey, authorizationType = "NONE", apiKeyRequired }, report) => {
    const asks = /^(\$connect$|(?!OPTIONS )[A-Z]+ \/)/.test(routeKey);
    if (asks && authorizationType === "NONE" && !apiKeyRequired) {
      report("Anyone may call the route: set authorizationType, or apiKeyRequired to true.");
    }
  },
);

/** OPTIONS is how browsers ask before a request, and they send no credentials with it. */
export const apiGatewayAuthorization: ResourceValidationPolicy = {
  name: "api-gateway-authorization",
  description: "Methods and routes of an API Gateway ask who calls.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["network"],
  remediationSteps:
    "Set authorization (authorizationType of a route) to AWS_IAM or an authorizer's, or apiKeyRequired to true.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
  validateResource: [checkMethod, checkRoute],
};
