import { Scope } from "../../plan/scope";
import { Grant } from "./grant";

/** Content delivery, and deliveries of its logs and others'. */
export function deliveryGrants(scope: Scope): Grant[] {
  return [
    {
      role: "Cdn",
      service: "cloudfront",
      anywhere: "CreateOriginAccessControl CreateResponseHeadersPolicy",
      create: "CreateDistribution CreateFunction TagResource",
      owned: `AllowVendedLogDeliveryForResource CreateInvalidation DeleteDistribution DeleteFunction
        DescribeFunction GetDistribution GetDistributionConfig GetFunction GetInvalidation
        ListTagsForResource PublishFunction UntagResource UpdateDistribution UpdateFunction`,
      // These have ids of AWS's making and take no tags: the account's cannot be told apart.
      named: {
        actions: `DeleteOriginAccessControl DeleteResponseHeadersPolicy GetOriginAccessControl
          GetResponseHeadersPolicy UpdateOriginAccessControl UpdateResponseHeadersPolicy`,
        resources: ["origin-access-control/*", "response-headers-policy/*"].map(resource =>
          scope.globalArn("cloudfront", resource),
        ),
      },
    },
    {
      role: "Deliveries",
      service: "logs",
      create: "CreateDelivery PutDeliveryDestination PutDeliverySource TagResource",
      // With these AWS WAF and ElastiCache lead their logs to a log group.
      anywhere: `CreateLogDelivery DeleteLogDelivery DescribeResourcePolicies GetLogDelivery
        ListLogDeliveries PutResourcePolicy UpdateLogDelivery`,
      owned: `DeleteDelivery DeleteDeliveryDestination DeleteDeliverySource GetDelivery
        GetDeliveryDestination GetDeliverySource ListTagsForResource UntagResource`,
    },
  ];
}

/** Firewalls, certificates, and records of the public zones that are named. */
export function edgeGrants(scope: Scope, hostedZoneIds: readonly string[]): Grant[] {
  return [
    {
      role: "Firewalls",
      service: "wafv2",
      create: "CreateWebACL TagResource",
      owned: `AssociateWebACL DeleteLoggingConfiguration DeleteWebACL DisassociateWebACL
        GetLoggingConfiguration GetWebACL GetWebACLForResource ListTagsForResource PutLoggingConfiguration
        UntagResource UpdateWebACL`,
      // AWS's own rules, which a web ACL takes in.
      named: {
        actions: "CreateWebACL UpdateWebACL",
        resources: [scope.arn("wafv2", "regional/managedruleset/*/*")],
      },
    },
    {
      role: "FirewallsOn",
      service: "elasticloadbalancing",
      anywhere: "SetWebACL",
    },
    {
      role: "Certificates",
      service: "acm",
      create: "AddTagsToCertificate RequestCertificate",
      owned: `DeleteCertificate DescribeCertificate ListTagsForCertificate RemoveTagsFromCertificate`,
    },
    {
      role: "Records",
      service: "route53",
      // Cloud Map makes the private zone of a namespace with its caller's rights.
      anywhere: "CreateHostedZone ListHostedZones ListHostedZonesByName",
      named: {
        actions: `ChangeResourceRecordSets GetHostedZone ListResourceRecordSets ListTagsForResource`,
        resources: hostedZoneIds.map(id => `arn:${scope.partition}:route53:::hostedzone/${id}`),
      },
    },
    {
      role: "Zones",
      service: "route53",
      // Private names of endpoints are zones of AWS's own, which the VPC is associated with.
      named: {
        actions: "AssociateVPCWithHostedZone GetChange",
        resources: ["change/C*", "hostedzone/Z*"].map(
          ids => `arn:${scope.partition}:route53:::${ids}`,
        ),
      },
    },
  ];
}
