import type { ProxyArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const proxy = {
  engineFamily: "POSTGRESQL",
  roleArn: "arn:aws:iam::123456789012:role/shop-proxy",
  vpcSubnetIds: ["subnet-0a", "subnet-0b"],
};

export const bad = [resource<ProxyArgs>("aws:rds/proxy:Proxy", "proxy", proxy)];

export const good = [
  resource<ProxyArgs>("aws:rds/proxy:Proxy", "proxy", { ...proxy, requireTls: true }),
];
