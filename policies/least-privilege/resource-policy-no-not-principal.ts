import type { ResourceValidationPolicy } from "@pulumi/policy";

import {
  KEY_POLICY_TYPES,
  onResourceStatements,
  RESOURCE_POLICY_TYPES,
  VPC_ENDPOINT_POLICY_TYPES,
} from "../iam/resource-policies";

/** Both belong in a Deny; in an Allow they also mean whoever and whatever AWS adds tomorrow. */
export const resourcePolicyNoNotPrincipal: ResourceValidationPolicy = {
  name: "resource-policy-no-not-principal",
  description: "No resource policy lets in all but some, or for all actions but some.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps: "List who is let in under Principal and what for under Action.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html",
  validateResource: onResourceStatements(
    [...RESOURCE_POLICY_TYPES, ...KEY_POLICY_TYPES, ...VPC_ENDPOINT_POLICY_TYPES],
    ({ notPrincipals, notActions }) => [
      ...(notPrincipals.length > 0
        ? [
            {
              id: "NotPrincipal",
              problem: "lets in everyone but a few by NotPrincipal: list who is under Principal.",
            },
          ]
        : []),
      ...(notActions.length > 0
        ? [
            {
              id: "NotAction",
              problem: "allows everything but a few actions by NotAction: list them under Action.",
            },
          ]
        : []),
    ],
  ),
};
