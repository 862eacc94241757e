import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";

interface Stage {
  accessLogSettings?: { destinationArn?: string; format?: string };
}

export const apiGatewayAccessLogs: ResourceValidationPolicy = {
  name: "api-gateway-access-logs",
  description: "Stages of API Gateway log each request.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["logging"],
  framework: fsbp("APIGateway.9", "Access logging should be configured for API Gateway V2 Stages"),
  remediationSteps: "Set accessLogSettings to the ARN of a log group and a format.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
  validateResource: onTypes<Stage>(
    ["aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage"],
    ({ accessLogSettings }, report) => {
      if (accessLogSettings === undefined || !isSet(accessLogSettings, "destinationArn")) {
        report("Requests are not logged: set accessLogSettings with destinationArn and format.");
      }
    },
  ),
};
