import type { ListenerArgs } from "@pulumi/aws/lb";

import { resource } from "../../example";

const listener = {
  port: 443,
  protocol: "HTTPS",
  certificateArn:
    "arn:aws:acm:us-east-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab",
};

export const bad = [
  resource<ListenerArgs>("aws:lb/listener:Listener", "https", {
    ...listener,
    sslPolicy: "ELBSecurityPolicy-2016-08",
  }),
];

export const good = [
  resource<ListenerArgs>("aws:lb/listener:Listener", "https", {
    ...listener,
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
  }),
];
