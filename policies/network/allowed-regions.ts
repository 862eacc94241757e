import type { ResourceValidationPolicy } from "@pulumi/policy";

/** Where CloudFront, which is everywhere, takes its certificates, firewalls and logs from. */
const EDGE_REGION = "us-east-1";

/** Services that have no region. */
const GLOBAL_SERVICES = new Set(
  (
    "account bcmdata billing budgets cloudfront costexplorer costoptimizationhub cur " +
    "globalaccelerator iam networkmanager notifications organizations rolesanywhere route53 " +
    "route53domains route53recoverycontrol route53recoveryreadiness shield waf"
  ).split(" "),
);

/** Types of the global services that do have one. */
const REGIONAL_TYPES = /^aws:route53\/(resolver|profiles)/;

/** Types that CloudFront uses from its own region. */
const EDGE_TYPES = /^aws:(acm\/certificate|cloudwatch\/logDelivery|wafv2\/)/;

interface Regional {
  region?: string;
  scope?: string;
}

/** Without `regions` it asks only that a firewall for CloudFront is where CloudFront looks for it. */
export const allowedRegions: ResourceValidationPolicy = {
  name: "allowed-regions",
  description: "Resources are in the regions that were agreed on.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  remediationSteps:
    "Take the region out of the resource's and the provider's settings, or change it.",
  url: "https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html",
  configSchema: {
    properties: {
      regions: {
        description: "Regions that resources may be in; any when empty.",
        type: "array",
        items: { type: "string" },
        default: [],
      },
    },
  },
  validateResource: (args, report) => {
    if (!isRegional(args.type)) {
      return;
    }
    const props = args.props as Regional;
    const { region = (args.provider?.props as Regional | undefined)?.region } = props;
    // Neither has one when it comes from the environment of whoever deploys.
    if (region !== undefined) {
      const { regions } = args.getConfig<{ regions: readonly string[] }>();
      const fault = faultOf(args.type, region, props, regions);
      if (fault !== undefined) {
        report(fault);
      }
    }
  },
};

function isRegional(type: string): boolean {
  const service = /^aws:([^/:]+)\//.exec(type)?.[1];
  return service !== undefined && (!GLOBAL_SERVICES.has(service) || REGIONAL_TYPES.test(type));
}

function faultOf(
  type: string,
  region: string,
  { scope }: Regional,
  regions: readonly string[],
): string | undefined {
  if (scope === "CLOUDFRONT") {
    return region === EDGE_REGION
      ? undefined
      : `It is for CloudFront but in ${region}: set region to ${EDGE_REGION}.`;
  }
  const forEdge = region === EDGE_REGION && scope !== "REGIONAL" && EDGE_TYPES.test(type);
  return regions.length === 0 || regions.includes(region) || forEdge
    ? undefined
    : `It is in ${region}: set region to one of ${regions.join(", ")}.`;
}
