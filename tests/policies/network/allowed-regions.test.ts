import type { RoleArgs } from "@pulumi/aws/iam";
import type { CertificateArgs } from "@pulumi/aws/acm";
import type { ResolverEndpointArgs, ZoneArgs } from "@pulumi/aws/route53";
import type { TopicArgs } from "@pulumi/aws/sns";
import type { WebAclArgs, WebAclAssociationArgs } from "@pulumi/aws/wafv2";

import { allowedRegions } from "../../../policies/network/allowed-regions";
import { unknownValue } from "../support/engine";
import { ruleCases } from "../support/rule-cases";

const config = { regions: ["eu-west-1", "eu-central-1"] };
const inIreland = { config, provider: { region: "eu-west-1" } };
const inVirginia = { config, provider: { region: "us-east-1" } };
const elsewhere = (region: string) => [
  `It is in ${region}: set region to one of eu-west-1, eu-central-1.`,
];

describe(allowedRegions.name, () => {
  ruleCases<TopicArgs>(allowedRegions, "aws:sns/topic:Topic", [
    ["accepts the provider's region", {}, [], inIreland],
    ["accepts its own", { region: "eu-central-1" }, [], inVirginia],
    ["reports the provider's region", {}, elsewhere("us-east-1"), inVirginia],
    ["reports its own", { region: "us-west-2" }, elsewhere("us-west-2"), inIreland],
    ["says nothing without a list", { region: "us-west-2" }, []],
    ["says nothing of a region that only the environment knows", {}, [], { config, provider: {} }],
    ["says nothing without a provider", {}, [], { config, provider: null }],
    [
      "waits for a region that is not known yet",
      { region: unknownValue },
      ["string value at .region can't be known during preview"],
      inIreland,
    ],
  ]);
  ruleCases<RoleArgs>(allowedRegions, "aws:iam/role:Role", [
    ["says nothing of what is in no region", {}, [], inVirginia],
  ]);
  ruleCases<object>(allowedRegions, "aws:cloudfront/distribution:Distribution", [
    ["says nothing of what is in all regions", {}, [], inVirginia],
  ]);
  ruleCases<ZoneArgs>(allowedRegions, "aws:route53/zone:Zone", [
    ["says nothing of hosted zones", {}, [], inVirginia],
  ]);
  ruleCases<ResolverEndpointArgs>(allowedRegions, "aws:route53/resolverEndpoint:ResolverEndpoint", [
    ["reports a resolver, which has a region", {}, elsewhere("us-east-1"), inVirginia],
  ]);
  ruleCases<CertificateArgs>(allowedRegions, "aws:acm/certificate:Certificate", [
    ["accepts a certificate for CloudFront", { region: "us-east-1" }, [], inIreland],
    [
      "reports one that is of no use to it",
      { region: "us-west-2" },
      elsewhere("us-west-2"),
      inIreland,
    ],
  ]);
  ruleCases<object>(allowedRegions, "aws:cloudwatch/logDeliverySource:LogDeliverySource", [
    ["accepts the delivery of CloudFront's logs", { region: "us-east-1" }, [], inIreland],
  ]);

  const lost = (region: string) => [
    `It is for CloudFront but in ${region}: set region to us-east-1.`,
  ];
  ruleCases<WebAclArgs>(allowedRegions, "aws:wafv2/webAcl:WebAcl", [
    [
      "accepts a firewall for CloudFront",
      { scope: "CLOUDFRONT", region: "us-east-1" },
      [],
      inIreland,
    ],
    [
      "reports one where CloudFront does not look",
      { scope: "CLOUDFRONT" },
      lost("eu-west-1"),
      inIreland,
    ],
    [
      "reports it without a list, too",
      { scope: "CLOUDFRONT" },
      lost("eu-west-1"),
      { provider: { region: "eu-west-1" } },
    ],
    [
      "reports another firewall that is there",
      { scope: "REGIONAL" },
      elsewhere("us-east-1"),
      inVirginia,
    ],
    ["accepts another firewall", { scope: "REGIONAL" }, [], inIreland],
    [
      "waits for a scope that is not known yet",
      { scope: unknownValue },
      ["string value at .scope can't be known during preview"],
      inVirginia,
    ],
  ]);
  ruleCases<WebAclAssociationArgs>(
    allowedRegions,
    "aws:wafv2/webAclAssociation:WebAclAssociation",
    [["accepts what goes with a firewall there", {}, [], inVirginia]],
  );
  ruleCases<object>(allowedRegions, "infra:network:Network", [
    ["says nothing of components", { region: "us-west-2" }, [], inIreland],
  ]);
});
