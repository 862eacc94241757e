import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Cors, LoadBalancer, ResponseHeaders } from "../../components";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { CERTIFICATE, platformOf } from "../support/platform";

const balancer = (headers: ResponseHeaders, certificateArn?: string) =>
  record(() => {
    const { scope, network, key } = platformOf("dev");
    new LoadBalancer("subject", { scope, network, key, certificateArn, headers });
  });

/** Headers that the listener with the services' rules adds. */
function headersOf(recording: Recording, listener = "subject-http"): Record<string, string> {
  const { inputs } = recording.only(aws.lb.Listener, listener);
  return Object.fromEntries(
    Object.entries(inputs as Record<string, string>)
      .map(([property, value]) => [
        /^routingHttpResponse(.+)HeaderValue$/.exec(property)?.[1],
        value,
      ])
      .filter(([header]) => header !== undefined),
  );
}

const BASE = { XContentTypeOptions: "nosniff", XFrameOptions: "DENY" };
const SHOP = "https://shop.example.com";

describe("the headers of a load balancer's answers", () => {
  it("forbid framing and sniffing, without being asked", async () => {
    expect(headersOf(await balancer({}))).to.deep.equal(BASE);
  });

  it("are as asked", async () => {
    const recording = await balancer(
      { contentSecurityPolicy: "default-src 'self'", frameOptions: "SAMEORIGIN", hstsMaxAge: 60 },
      CERTIFICATE,
    );
    expect(headersOf(recording, "subject-https")).to.deep.equal({
      ...BASE,
      XFrameOptions: "SAMEORIGIN",
      ContentSecurityPolicy: "default-src 'self'",
      StrictTransportSecurity: "max-age=60; includeSubDomains",
    });
    expect(headersOf(recording, "subject-http")).to.deep.equal({});
  });

  it("speak of TLS over TLS only", async () => {
    expect(headersOf(await balancer({ hstsMaxAge: 60 }))).to.deep.equal(BASE);
  });

  it("let one other site's pages call, as far as asked", async () => {
    const cors = { origin: SHOP, methods: ["GET", "PUT"], headers: ["Content-Type", "X-Id"] };
    const recording = await balancer({ cors: { ...cors, maxAge: 600, credentials: true } });
    expect(headersOf(recording)).to.deep.equal({
      ...BASE,
      AccessControlAllowOrigin: SHOP,
      AccessControlAllowMethods: "GET,PUT",
      AccessControlAllowHeaders: "Content-Type,X-Id",
      AccessControlMaxAge: "600",
      AccessControlAllowCredentials: "true",
    });
    expect(headersOf(await balancer({ cors: { origin: SHOP } }))).to.deep.equal({
      ...BASE,
      AccessControlAllowOrigin: SHOP,
    });
  });

  const cors = (changes: Partial<Cors>) => ({ cors: { origin: SHOP, ...changes } });
  for (const [headers, message] of [
    [
      cors({ origin: "*" }),
      'LoadBalancer "subject": headers.cors.origin is "*"; use one site such as',
    ],
    [cors({ origin: `${SHOP}/` }), "without a path, never *"],
    [cors({ methods: ["FETCH"] }), 'headers.cors.methods has "FETCH"; use GET, HEAD'],
    [cors({ headers: ["*"] }), 'headers.cors.headers has "*"; use names of headers, never *'],
    [cors({ maxAge: 86401 }), "headers.cors.maxAge is 86401; use a whole number of seconds from 0"],
    [
      cors({ headers: ["x".repeat(1025)] }),
      "headers.cors.headers has 1025 characters; use 1 to 1024",
    ],
    [
      { hstsMaxAge: -1 },
      "headers.hstsMaxAge is -1; use a whole number of seconds from 0 to 63072000",
    ],
    [
      { contentSecurityPolicy: "" },
      "headers.contentSecurityPolicy has 0 characters; use 1 to 1024",
    ],
    [{ contentSecurityPolicy: "a\r\nSet-Cookie: b" }, "printable ASCII only"],
  ] as [ResponseHeaders, string][]) {
    it(`refuse ${JSON.stringify(headers).slice(0, 70)}`, async () => {
      expect(await failureOf(balancer(headers))).to.contain(message);
    });
  }
});
