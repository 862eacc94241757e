import type { LoadBalancerArgs } from "@pulumi/aws/lb";
import type { WebAclAssociationArgs } from "@pulumi/aws/wafv2";

import { resource } from "../../example";

const shop = resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "shop", {
  internal: false,
});

export const bad = [shop];

export const good = [
  shop,
  resource<WebAclAssociationArgs>(
    "aws:wafv2/webAclAssociation:WebAclAssociation",
    "shop-waf",
    { webAclArn: "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shop/a1b2" },
    { from: { resourceArn: "shop.arn" } },
  ),
];
