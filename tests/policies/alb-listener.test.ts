import type { ListenerArgs } from "@pulumi/aws/lb";
import { expect } from "chai";

import { albListenerHttpsOnly } from "../../policies/encryption/alb-listener-https-only";
import { albListenerTlsPolicy } from "../../policies/encryption/alb-listener-tls-policy";
import { unknownValue, violations } from "./support/engine";
import { describeRule, Props } from "./support/rule-cases";

const LISTENER = "aws:lb/listener:Listener";
const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/a";
const forward = { type: "forward", targetGroupArn: unknownValue };
const redirect = { type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } };

const plain = "Requests are answered in plain text: use HTTPS, or redirect to it with HTTP_301.";
describeRule<ListenerArgs>(albListenerHttpsOnly, LISTENER, [
  ["reports HTTP", { port: 80, protocol: "HTTP", defaultActions: [forward] }, [plain]],
  [
    "reports http, as the provider takes it",
    { protocol: "http", defaultActions: [forward] },
    [plain],
  ],
  ["reports HTTP when nothing is said", { port: 80, defaultActions: [forward] }, [plain]],
  [
    "reports a fixed answer",
    { port: 80, protocol: "HTTP", defaultActions: [{ type: "fixed-response" }] },
    [plain],
  ],
  [
    "reports a redirect for now",
    {
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ ...redirect, redirect: { protocol: "HTTPS", statusCode: "HTTP_302" } }],
    },
    [plain],
  ],
  [
    "reports a redirect to HTTP, which is what no protocol means here",
    {
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ ...redirect, redirect: { host: "x", statusCode: "HTTP_301" } }],
    },
    [plain],
  ],
  [
    "reports a second action",
    { port: 80, protocol: "HTTP", defaultActions: [redirect, forward] },
    [plain],
  ],
  ["accepts a redirect", { port: 80, protocol: "HTTP", defaultActions: [redirect] }, []],
  ["accepts HTTPS", { port: 443, protocol: "HTTPS", defaultActions: [forward] }, []],
  [
    "says nothing about a network load balancer",
    { port: 5432, protocol: "TCP", defaultActions: [forward] },
    [],
  ],
  ["says nothing about a gateway load balancer", { defaultActions: [forward] }, []],
]);

const old =
  "The listener takes old TLS versions: set sslPolicy to ELBSecurityPolicy-TLS13-1-2-2021-06.";
const none = "The listener has no certificate: set certificateArn.";
const https = (props: Props<ListenerArgs>) => ({
  protocol: "HTTPS",
  certificateArn: CERTIFICATE,
  ...props,
});
type Row = [string, Props<ListenerArgs>, string[]];
describeRule<ListenerArgs>(albListenerTlsPolicy, LISTENER, [
  ["reports AWS's default policy", https({}), [old]],
  ...[
    "ELBSecurityPolicy-2016-08",
    "ELBSecurityPolicy-TLS-1-2-2017-01",
    "ELBSecurityPolicy-TLS13-1-0-2021-06",
    "ELBSecurityPolicy-TLS13-1-1-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06",
  ].map((sslPolicy): Row => [`reports ${sslPolicy}`, https({ sslPolicy }), [old]]),
  ...[
    "ELBSecurityPolicy-TLS13-1-2-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    "ELBSecurityPolicy-TLS13-1-3-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
    "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  ].map((sslPolicy): Row => [`accepts ${sslPolicy}`, https({ sslPolicy }), []]),
  [
    "reports no certificate",
    { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
    [none],
  ],
  [
    "accepts a certificate that is not known yet",
    https({ certificateArn: unknownValue, sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }),
    [],
  ],
  ["reports https, as the provider takes it", https({ protocol: "https" }), [old]],
  ["says nothing about HTTP", { protocol: "HTTP" }, []],
]);

describe("listeners by their older type", () => {
  it("are judged alike", async () => {
    const type = "aws:alb/listener:Listener";
    const http = { protocol: "HTTP", defaultActions: [forward] };
    expect(await violations(albListenerHttpsOnly, { type, props: http })).to.deep.equal([plain]);
    expect(await violations(albListenerTlsPolicy, { type, props: https({}) })).to.deep.equal([old]);
  });
});
