import type { ResourceValidationPolicy } from "@pulumi/policy";

import { VPC_ENDPOINT_TYPE } from "../iam/resource-policies";
import { isSet } from "../known";
import { onTypes } from "../resource";

interface Endpoint {
  policy?: unknown;
  serviceName?: string;
  /** `Gateway` when left out. */
  vpcEndpointType?: string;
}

/** A policy that lets anything pass is the finding of resource-policy-no-public-principal. */
export const vpcEndpointPolicyRestricted: ResourceValidationPolicy = {
  name: "vpc-endpoint-policy-restricted",
  description: "VPC endpoints for AWS services say whose requests may pass.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps:
    "Set policy to a document that allows with a condition on aws:PrincipalAccount, aws:PrincipalOrgID or aws:ResourceAccount.",
  url: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  configSchema: {
    properties: {
      gateways: {
        description:
          "Whether gateway endpoints (S3, DynamoDB) need a policy too. What AWS itself keeps in S3, such as the layers of ECR images, has to pass it.",
        type: "boolean",
        default: false,
      },
    },
  },
  validateResource: onTypes<Endpoint>([VPC_ENDPOINT_TYPE], (endpoint, report, args) => {
    const { gateways } = args.getConfig<{ gateways: boolean }>();
    const types = gateways ? ["Gateway", "Interface"] : ["Interface"];
    if (
      !isSet(endpoint, "policy") &&
      types.includes(endpoint.vpcEndpointType ?? "Gateway") &&
      !isOwnService(endpoint)
    ) {
      report(
        "Anything passes the endpoint: set policy, with a condition on aws:PrincipalAccount or aws:ResourceAccount.",
      );
    }
  }),
};

/** An endpoint service of someone's own (`com.amazonaws.vpce.…`) takes no policy. */
function isOwnService({ serviceName = "" }: Endpoint): boolean {
  return serviceName.includes(".vpce.");
}
