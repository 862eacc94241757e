import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Dns, DnsArgs, LoadBalancer } from "../../components";
import { cloudAnswer } from "../../local/stand-ins/outputs";
import { failureOf } from "../support/failure";
import { CLOUD, record, Recording } from "../support/mocks";
import { CERTIFICATE, platformOf } from "../support/platform";
import { valueOf } from "../support/values";

const HOST = "orders.example.com";

const dns = (args: Partial<DnsArgs> = {}) =>
  record(() => new Dns("subject", { hostedZone: "example.com", host: HOST, ...args }));

const zoneOf = (name: string) =>
  cloudAnswer("aws:route53/getZone:getZone", { name, privateZone: false }, CLOUD).zoneId as string;

describe("Dns", () => {
  let plain: Recording<Dns>;
  before(async () => (plain = await dns()));

  it("has a certificate for the host, proven by a record in the zone", () => {
    const certificate = plain.only(aws.acm.Certificate);
    expect(certificate.inputs).to.deep.equal({ domainName: HOST, validationMethod: "DNS" });
    const record = plain.only(aws.route53.Record, "subject-validation");
    expect(record.inputs).to.include({ zoneId: zoneOf("example.com"), type: "CNAME", ttl: 300 });
    expect(record.inputs.name).to.match(/^_[0-9a-f]{32}\.orders\.example\.com\.$/);
    expect(record.inputs.records[0]).to.match(/\.acm-validations\.aws\.$/);
    const validation = plain.only(aws.acm.CertificateValidation);
    expect(validation.inputs.validationRecordFqdns).to.deep.equal([
      record.inputs.name.replace(/\.$/, ""),
    ]);
    expect(validation.options.propertyDependencies.certificateArn).to.deep.equal([certificate.urn]);
  });

  it("hands the certificate on only once it is proven", async () => {
    const recording = await record(() => {
      const { certificateArn } = new Dns("subject", { hostedZone: "example.com", host: HOST });
      const { scope, network, key } = platformOf("dev");
      new LoadBalancer("alb", { scope, network, key, certificateArn });
    });
    const { options } = recording.only(aws.lb.Listener, "alb-https");
    expect(options.propertyDependencies.certificateArn).to.deep.equal([
      recording.only(aws.acm.CertificateValidation).urn,
    ]);
  });

  it("makes the certificate where it is used", async () => {
    const recording = await dns({ region: "us-east-1" });
    for (const type of [aws.acm.Certificate, aws.acm.CertificateValidation]) {
      expect(recording.only(type).inputs.region).to.equal("us-east-1");
    }
    expect(recording.only(aws.route53.Record).inputs).to.not.have.property("region");
  });

  it("makes none where there is one", async () => {
    const recording = await dns({ certificateArn: CERTIFICATE });
    expect(recording.resources.filter(({ custom }) => custom)).to.deep.equal([]);
    expect(await valueOf(recording.result.certificateArn)).to.equal(CERTIFICATE);
  });

  it("leads callers to a load balancer", async () => {
    const recording = await record(() => {
      const { loadBalancer } = platformOf("dev");
      new Dns("subject", { hostedZone: "example.com", host: HOST }).alias(loadBalancer);
      return loadBalancer;
    });
    const { dnsName, zoneId } = recording.result;
    for (const [name, type] of [
      ["subject-a", "A"],
      ["subject-aaaa", "AAAA"],
    ]) {
      const { inputs, options } = recording.only(aws.route53.Record, name);
      expect(inputs).to.deep.equal({
        zoneId: zoneOf("example.com"),
        name: HOST,
        type,
        aliases: [
          {
            name: await valueOf(dnsName),
            zoneId: await valueOf(zoneId),
            evaluateTargetHealth: false,
          },
        ],
      });
      expect(options.parent).to.match(/infra:dns:Dns::subject$/);
    }
  });

  it("knows its URL", () => {
    expect(plain.result.url).to.equal("https://orders.example.com");
  });

  it("takes the zone's own name", async () => {
    const recording = await dns({ host: "example.com" });
    expect(recording.only(aws.acm.Certificate).inputs.domainName).to.equal("example.com");
  });

  for (const [host, message] of [
    ["orders.example.org", "use example.com or a name that ends in .example.com"],
    ["ordersexample.com", "use example.com or a name that ends in .example.com"],
    ["Orders.example.com", "use a host name in lower case of at most 64 characters"],
    [`${"a".repeat(54)}.example.com`, "use a host name in lower case of at most 64 characters"],
    ["https://orders.example.com", "use a host name"],
  ]) {
    it(`refuses ${host}`, async () => {
      const failure = await failureOf(dns({ host }));
      expect(failure).to.contain(`Dns "subject": host is "${host}"; ${message.split(";")[0]}`);
    });
  }
});
