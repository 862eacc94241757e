import type { StackValidationPolicy } from "@pulumi/policy";

export const natGatewayLimit: StackValidationPolicy = {
  name: "nat-gateway-limit",
  description: "A stack has no more NAT gateways than it needs.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["cost"],
  remediationSteps: "Let zones share a NAT gateway, or reach AWS through VPC endpoints.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
  configSchema: {
    properties: {
      maximum: {
        description: "NAT gateways that a stack may have: one for each zone in prod.",
        type: "number",
        default: 3,
      },
    },
  },
  validateStack: (args, report) => {
    const { maximum } = args.getConfig<{ maximum: number }>();
    const gateways = args.resources
      .filter(({ type }) => type === "aws:ec2/natGateway:NatGateway")
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { urn } of gateways.slice(maximum)) {
      report(
        `The stack has ${gateways.length} NAT gateways: keep ${maximum} that the zones share.`,
        urn,
      );
    }
  },
};
