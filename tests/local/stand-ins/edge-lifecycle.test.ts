import { expect } from "chai";

import { balancer, rule, TestAccount } from "./support";

const RULE = "aws:lb/listenerRule:ListenerRule";
const RECORD = "aws:route53/record:Record";
const VALIDATION = "aws:acm/certificateValidation:CertificateValidation";

const certificateIn = (account: TestAccount, changes: object = {}) =>
  account.make("aws:acm/certificate:Certificate", "shop", {
    domainName: "shop.example.com",
    validationMethod: "DNS",
    ...changes,
  });

/** The record that proves a certificate. */
function prove(account: TestAccount, { outputs }: { outputs: any }) {
  const [option] = outputs.domainValidationOptions;
  return account.make(RECORD, "proof", {
    zoneId: "Z1",
    name: option.resourceRecordName,
    type: option.resourceRecordType,
    records: [option.resourceRecordValue],
    ttl: 300,
  });
}

const https = (account: TestAccount, loadBalancerArn: string, certificateArn: string) =>
  account.make("aws:lb/listener:Listener", "https", {
    loadBalancerArn,
    certificateArn,
    port: 443,
    protocol: "HTTPS",
    defaultActions: [{ type: "fixed-response" }],
  });

const JWT = {
  type: "jwt-validation",
  jwtValidation: { issuer: "https://id", jwksEndpoint: "https://id/keys" },
};

describe("the account at its edge", () => {
  let account: TestAccount;
  beforeEach(() => (account = new TestAccount()));

  it("proves a certificate by the record that it asks for", () => {
    const certificate = certificateIn(account);
    const validate = (validationRecordFqdns: string[]) =>
      account.make(VALIDATION, "shop", {
        certificateArn: certificate.outputs.arn,
        validationRecordFqdns,
      });
    expect(() => validate(["other.example.com"])).to.throw(
      /missing _[0-9a-f]{32}\.shop\.example\.com DNS validation record/,
    );
    const { outputs } = prove(account, certificate);
    expect(validate([outputs.fqdn]).outputs.certificateArn).to.equal(certificate.outputs.arn);
  });

  it("finds a certificate in its own region only", () => {
    const certificate = certificateIn(account, { region: "eu-west-1" });
    expect(certificate.outputs.arn).to.contain(":eu-west-1:");
    const { outputs } = prove(account, certificate);
    const validate = (region?: string) =>
      account.make(VALIDATION, "shop", {
        certificateArn: certificate.outputs.arn,
        validationRecordFqdns: [outputs.fqdn],
        region,
      });
    expect(() => validate()).to.throw("in this region");
    expect(() => validate("eu-west-1")).to.not.throw();
  });

  it("serves TLS with a certificate only once it is issued, in its region", () => {
    const { alb } = balancer(account);
    const [here, there] = ["us-east-1", "eu-west-1"].map(region =>
      certificateIn(account, { region, domainName: `${region}.example.com` }),
    );
    expect(() => https(account, alb.outputs.arn, here.outputs.arn)).to.throw("is not issued");
    for (const { outputs } of [here, there]) {
      const region = outputs.arn.split(":")[3];
      account.make(VALIDATION, region, { certificateArn: outputs.arn, region });
    }
    expect(() => https(account, alb.outputs.arn, there.outputs.arn)).to.throw(
      "CertificateNotFound",
    );
    expect(() => https(account, alb.outputs.arn, here.outputs.arn)).to.not.throw();
  });

  it("checks tokens on HTTPS listeners only", () => {
    const { alb, listener, group } = balancer(account);
    const checked = (listenerArn: string) => {
      const plain = rule(listenerArn, group.outputs.arn, 10);
      return { ...plain, actions: [JWT, ...plain.actions] };
    };
    expect(() => account.make(RULE, "a", checked(listener.outputs.arn))).to.throw(
      "'jwt-validation' are supported only on HTTPS listeners",
    );
    const secure = https(account, alb.outputs.arn, "arn:aws:acm:us-east-1:1:certificate/x");
    expect(() => account.make(RULE, "a", checked(secure.outputs.arn))).to.not.throw();
  });

  it("wants a web ACL and a log group that are there", () => {
    const webAcl = account.make("aws:wafv2/webAcl:WebAcl", "alb", {
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      visibilityConfig: {
        cloudwatchMetricsEnabled: true,
        sampledRequestsEnabled: true,
        metricName: "alb",
      },
    });
    expect(webAcl.outputs.arn).to.match(
      /^arn:aws:wafv2:us-east-1:\d{12}:regional\/webacl\/alb-[0-9a-f]{7}\/[0-9a-f-]{36}$/,
    );
    const log = (logDestinationConfigs: string[], resourceArn = webAcl.outputs.arn) =>
      account.make("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "alb", {
        resourceArn,
        logDestinationConfigs,
      });
    const logs = account.make("aws:cloudwatch/logGroup:LogGroup", "l", { name: "aws-waf-logs-a" });
    expect(() => log([`${logs.outputs.arn}b`])).to.throw("there is no log group");
    expect(() => log([logs.outputs.arn], `${webAcl.outputs.arn}0`)).to.throw("web ACL");
    expect(() => log([logs.outputs.arn])).to.not.throw();
  });
});
