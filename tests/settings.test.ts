import { expect } from "chai";
import { z } from "zod";

import { checkSettings } from "../settings";

const systems = {
  "order-management": {
    services: ["order-service", "invoice-service"],
    options: z.strictObject({
      engine: z.enum(["rds", "aurora"]).default("rds"),
      host: z.strictObject({ name: z.string() }).optional(),
    }),
  },
  plain: { services: [], options: z.strictObject({}) },
};
const good = {
  system: "order-management",
  environment: "dev",
  owner: "order-management-team",
  costCenter: "42",
};

const IMAGE = `public.ecr.aws/acme/orders:v1@sha256:${"a".repeat(64)}`;

const network = {
  vpcId: "vpc-12345678",
  publicSubnetIds: ["subnet-12345678", "subnet-87654321"],
  privateSubnetIds: ["subnet-12345679", "subnet-97654321"],
};

const check = (values: Record<string, unknown>) => checkSettings(values, "us-east-1", systems);

describe("settings", () => {
  it("are read with their defaults", () => {
    expect(check(good)).to.deep.equal({
      ...good,
      services: {},
      options: { engine: "rds" },
      region: "us-east-1",
    });
  });

  it("take a service's own size, number and tag", () => {
    const services = { "order-service": { cpu: 1024, memory: 2048, min: 3, max: 4, tag: "v1.2" } };
    expect(check({ ...good, services }).services).to.deep.equal(services);
  });

  it("take the image that CI built for a service", () => {
    const services = { "order-service": { image: IMAGE } };
    expect(check({ ...good, services }).services).to.deep.equal(services);
  });

  const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1-2-3";
  it("take prod with a certificate", () => {
    expect(check({ ...good, environment: "prod", certificateArn }).certificateArn).to.equal(
      certificateArn,
    );
  });

  for (const [what, values, message] of [
    [
      "an unknown key",
      { onwer: "x" },
      "onwer: unknown; use system, environment, owner, costCenter, certificateArn, domain, hostedZone, network, sleep, review, deployRole, alarmEmail, options, services",
    ],
    ["an unknown system", { system: "orders" }, 'system: got "orders"; use order-management'],
    [
      "a missing system",
      { system: undefined },
      "system: got undefined; use order-management, plain",
    ],
    [
      "an unknown environment",
      { environment: "production" },
      'environment: got "production"; use local, dev, staging, prod',
    ],
    ["a missing owner", { owner: undefined }, "owner: not set; use a string"],
    ["a placeholder", { owner: "TODO" }, 'owner: got "TODO"; use a name, not a placeholder'],
    [
      "a tag value AWS refuses",
      { owner: "a?b" },
      'owner: got "a?b"; use 1 to 256 letters, digits, spaces and _.:/=+-@',
    ],
    [
      "no certificate",
      { certificateArn: "x" },
      'certificateArn: got "x"; use the ARN of an ACM certificate',
    ],
    [
      "prod without one",
      { environment: "prod" },
      "certificateArn: not set; prod takes the ARN of an ACM certificate for its HTTPS listener, or domain and hostedZone",
    ],
    ["no address", { alarmEmail: "x" }, 'alarmEmail: got "x"; use an e-mail address'],
    [
      "a service that the system does not have",
      { services: { basket: {} } },
      "services.basket: order-management has no such service; use order-service, invoice-service",
    ],
    [
      "an unknown override",
      { services: { "order-service": { ram: 1 } } },
      "services.order-service.ram: unknown; use cpu, memory, min, max, desired, tag, image",
    ],
    [
      "an image by a tag, which can move",
      { services: { "order-service": { image: "public.ecr.aws/acme/orders:v1" } } },
      'services.order-service.image: got "public.ecr.aws/acme/orders:v1"; use an image by its digest, registry/name@sha256:… with 64 hexadecimal digits',
    ],
    [
      "a tag beside an image",
      { services: { "order-service": { image: IMAGE, tag: "v1" } } },
      "services.order-service.tag: set beside image, whose digest says all; take one of them away",
    ],
    [
      "a wrong type",
      { services: { "order-service": { cpu: "512" } } },
      'services.order-service.cpu: got "512"; use a number',
    ],
    ["a list of services", { services: [] }, "services: got []; use a map"],
    [
      "a choice that the system does not have",
      { options: { engine: "mysql" } },
      'options.engine: got "mysql"; use rds, aurora',
    ],
    ["an unknown option", { options: { size: 1 } }, "options.size: unknown; use engine, host"],
    [
      "an unknown part of an option",
      { options: { host: { name: "a", nope: 1 } } },
      "options.host.nope: unknown; use name",
    ],
    [
      "any option where there is none",
      { system: "plain", options: { size: 1 } },
      "options.size: unknown; there is none",
    ],
    [
      "a hosted zone without a name in it",
      { hostedZone: "example.com" },
      "domain: not set; hostedZone takes the host name in it that the system answers on",
    ],
    [
      "a pull request's stack of another name",
      { review: "review-12" },
      'review: got "review-12"; use pr- and the number of a pull request',
    ],
    [
      "a pull request's stack in prod",
      { environment: "prod", certificateArn, review: "pr-12" },
      "review: set in prod; a pull request's own stack is one of dev",
    ],
    [
      "sleep in prod",
      {
        environment: "prod",
        certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1-2-3",
        sleep: { from: "20:00", to: "07:00", timezone: "Europe/Berlin" },
      },
      "sleep: set in prod; it stops every service, so only other environments take it",
    ],
    [
      "no host name",
      { domain: "https://x" },
      'domain: got "https://x"; use a host name, e.g. api.example.com',
    ],
    [
      "a network with one subnet",
      { network: { ...network, publicSubnetIds: ["subnet-11111111"] } },
      'network.publicSubnetIds: got ["subnet-11111111"]; use at least 2',
    ],
    [
      "a network without its VPC",
      { network: { ...network, vpcId: "10.0.0.0/16" } },
      'network.vpcId: got "10.0.0.0/16"; use the id of a vpc',
    ],
    [
      "an unknown part of a network",
      { network: { ...network, subnets: [] } },
      "network.subnets: unknown; use vpcId, publicSubnetIds, privateSubnetIds, isolatedSubnetIds",
    ],
    [
      "too few tasks",
      { services: { "order-service": { min: 0 } } },
      "services.order-service.min: got 0; use at least 1",
    ],
  ] as const) {
    it(`refuse ${what}`, () => {
      expect(() => check({ ...good, ...values })).to.throw(
        `the stack's settings are not valid:\n  ${message}`,
      );
    });
  }

  it("take a choice of the system, an existing network and a domain", () => {
    const values = {
      network,
      options: { engine: "aurora" },
      domain: "api.example.com",
      hostedZone: "example.com",
    };
    expect(check({ ...good, environment: "prod", ...values })).to.deep.include(values);
  });

  it("name every mistake at once", () => {
    const values = { ...good, owner: undefined, environment: "x", extra: "1" };
    expect(() => check(values)).to.throw(/environment: .*\n {2}owner: .*\n {2}extra: unknown/);
  });

  it("refuse a stack without a region", () => {
    expect(() => checkSettings(good, undefined, systems)).to.throw("aws:region: not set");
  });
});
