import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet, peek } from "../known";
import { onTypes } from "../resource";

interface Permission {
  principal?: string;
  principalOrgId?: string;
  sourceArn?: string;
  sourceAccount?: string;
  eventSourceToken?: string;
}

export const lambdaPermissionSource: ResourceValidationPolicy = {
  name: "lambda-permission-source",
  description:
    "A service calls a function only for a resource of this account, and nobody else does.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  framework: fsbp("Lambda.1", "Lambda function policies should prohibit public access"),
  remediationSteps:
    "Set sourceArn to the resource that calls, with sourceAccount where the ARN has none, as a bucket's.",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
  validateResource: onTypes<Permission>(["aws:lambda/permission:Permission"], (props, report) => {
    const has = (key: keyof Permission) => isSet(props, key);
    const sourced = has("sourceArn") || has("sourceAccount") || has("eventSourceToken");
    const principal = props.principal ?? "";
    if (principal === "*" && !has("principalOrgId")) {
      report("principal: anyone may call the function: name who calls, or set principalOrgId.");
    } else if (principal.includes(".") && !sourced) {
      report(
        `principal: ${principal} may call the function for any account: set sourceArn, or sourceAccount.`,
      );
    } else if (!has("sourceAccount") && isWithoutAccount(peek(() => props.sourceArn))) {
      report("sourceArn names no account, and anyone may own it tomorrow: set sourceAccount too.");
    }
  }),
};

function isWithoutAccount(arn: unknown): boolean {
  return typeof arn === "string" && arn.startsWith("arn:") && arn.split(":")[4] === "";
}
