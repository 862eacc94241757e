import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Link, Linkable, MicroService, MicroServiceArgs, PlatformArgs } from "../../components";
import { containerOf, statementsOf } from "../support/documents";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { platformOf } from "../support/platform";
import { plainService } from "../support/service";

const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:/token";

const linkable = (link: Link): Linkable => ({ link: () => link });

const service = (args: () => Partial<MicroServiceArgs>, network?: PlatformArgs["network"]) =>
  record(() => {
    const platform = platformOf("dev", "platform", { network });
    return new MicroService("web", {
      ...plainService(platform),
      ...args(),
    });
  });

describe("a link", () => {
  let linked: Recording;
  before(async () => {
    linked = await service(() => ({
      exec: false,
      link: [
        linkable({
          connections: [{ name: "queue", port: 5671, cidrIpv4: "10.1.0.0/16" }],
          environment: { QUEUE: "orders" },
          secrets: {
            PLAIN: { kind: "parameter", name: "/plain" },
            URL: { kind: "parameter", name: "/url", keyAlias: "alias/one" },
            TOKEN: {
              kind: "secret",
              valueFrom: `${SECRET}-AbC123:token::`,
              arn: `${SECRET}-??????`,
              keyAlias: "alias/two",
            },
          },
          statements: [
            { sid: "Send", actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:us-east-1:1:q"] },
          ],
        }),
      ],
    }));
  });

  it("opens its connection", () => {
    expect(linked.only(aws.vpc.SecurityGroupEgressRule, "web-to-queue").inputs).to.include({
      fromPort: 5671,
      cidrIpv4: "10.1.0.0/16",
    });
  });

  it("sets its variables, secret ones by where they are kept", () => {
    const { environment, secrets } = containerOf(linked, "web");
    expect(environment).to.deep.include({ name: "QUEUE", value: "orders" });
    const parameter = (name: string) => `arn:aws:ssm:us-east-1:123456789012:parameter${name}`;
    expect(secrets).to.deep.equal([
      { name: "PLAIN", valueFrom: parameter("/plain") },
      { name: "TOKEN", valueFrom: `${SECRET}-AbC123:token::` },
      { name: "URL", valueFrom: parameter("/url") },
    ]);
  });

  it("gives its rights to the code", () => {
    expect(statementsOf(linked, "web-task").map(({ Sid }) => Sid)).to.deep.equal(["Send"]);
  });

  it("lets ECS read what is secret, with each key through the service that keeps it", () => {
    const statements = statementsOf(linked, "web-execution").slice(3);
    expect(statements.map(({ Sid, Resource }) => [Sid, Resource])).to.deep.equal([
      [
        "ReadParameters",
        ["/plain", "/url"].map(name => `arn:aws:ssm:us-east-1:123456789012:parameter${name}`),
      ],
      ["ReadSecrets", [`${SECRET}-??????`]],
      ["DecryptSecrets", ["arn:aws:kms:us-east-1:123456789012:key/*"]],
      ["DecryptSecrets2", ["arn:aws:kms:us-east-1:123456789012:key/*"]],
    ]);
    expect(statements.slice(2).map(({ Condition }) => Condition)).to.deep.equal([
      {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/one" },
        StringEquals: { "kms:ViaService": ["ssm.us-east-1.amazonaws.com"] },
      },
      {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/two" },
        StringEquals: { "kms:ViaService": ["secretsmanager.us-east-1.amazonaws.com"] },
      },
    ]);
  });

  it("has its resource made before the service starts", async () => {
    const recording = await service(() => ({
      link: [linkable({ dependsOn: [new aws.sns.Topic("first")] })],
    }));
    expect(recording.only(aws.ecs.Service).options.dependencies).to.include(
      recording.only(aws.sns.Topic).urn,
    );
  });

  it("has the endpoints made through which its resource is reached", async () => {
    const recording = await service(
      () => ({ exec: false, link: [linkable({ awsServices: ["sqs"] })] }),
      { nat: "none" },
    );
    expect(recording.only(aws.ec2.VpcEndpoint, "platform-network-sqs").inputs).to.include({
      serviceName: "com.amazonaws.us-east-1.sqs",
      vpcEndpointType: "Interface",
    });
  });

  it("is refused with its service when it needs the internet and no NAT leads there", async () => {
    const link = [linkable({ internet: ["api.example.com"] })];
    expect(await failureOf(service(() => ({ link }), { nat: "none" }))).to.contain(
      'web needs api.example.com on the internet, and nat is "none"',
    );
  });

  it("lets its service out to the internet where NAT leads there", async () => {
    const link = [linkable({ internet: ["api.example.com"] })];
    const open = await service(() => ({ link }));
    expect(open.only(aws.vpc.SecurityGroupEgressRule, "web-to-internet").inputs.fromPort).to.equal(
      443,
    );
  });

  it("refuses a variable that two sources set", async () => {
    const link = [linkable({ environment: { A: "2" } })];
    expect(await failureOf(service(() => ({ environment: { A: "1" }, link })))).to.equal(
      "web: variable A is set twice; by its own arguments and links",
    );
  });

  it("refuses a secret that two links set", async () => {
    const secret = { S: { kind: "parameter", name: "/s" } } as const;
    const link = [linkable({ secrets: secret }), linkable({ secrets: secret })];
    expect(await failureOf(service(() => ({ link })))).to.equal(
      "web: secret S is set twice; by its own arguments and links",
    );
  });

  it("refuses a variable that is also a secret", async () => {
    const link = [linkable({ secrets: { A: { kind: "parameter", name: "/a" } } })];
    expect(await failureOf(service(() => ({ environment: { A: "1" }, link })))).to.equal(
      "web: A is both a plain variable and a secret",
    );
  });
});
