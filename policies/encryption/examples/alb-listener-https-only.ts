import type { ListenerArgs } from "@pulumi/aws/lb";

import { resource } from "../../example";

export const bad = [
  resource<ListenerArgs>("aws:lb/listener:Listener", "http", {
    port: 80,
    protocol: "HTTP",
    defaultActions: [
      {
        type: "forward",
        targetGroupArn:
          "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop/0123456789abcdef",
      },
    ],
  }),
];

export const good = [
  resource<ListenerArgs>("aws:lb/listener:Listener", "http", {
    port: 80,
    protocol: "HTTP",
    defaultActions: [
      { type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } },
    ],
  }),
];
