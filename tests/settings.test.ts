import { expect } from "chai";

import { checkSettings } from "../settings";

const systems = { "order-management": ["order-service", "invoice-service"] };
const good = {
  system: "order-management",
  environment: "dev",
  owner: "order-management-team",
  costCenter: "42",
};

const check = (values: Record<string, unknown>) => checkSettings(values, "us-east-1", systems);

describe("settings", () => {
  it("are read with their defaults", () => {
    expect(check(good)).to.deep.equal({ ...good, services: {}, region: "us-east-1" });
  });

  it("take a service's own size, number and tag", () => {
    const services = { "order-service": { cpu: 1024, memory: 2048, min: 3, max: 4, tag: "v1.2" } };
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
      "onwer: unknown; use system, environment, owner, costCenter, certificateArn, alarmEmail, services",
    ],
    ["an unknown system", { system: "orders" }, 'system: got "orders"; use order-management'],
    ["a missing system", { system: undefined }, "system: got undefined; use order-management"],
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
      "certificateArn: not set; prod takes the ARN of an ACM certificate for its HTTPS listener",
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
      "services.order-service.ram: unknown; use cpu, memory, min, max, desired, tag",
    ],
    [
      "a wrong type",
      { services: { "order-service": { cpu: "512" } } },
      'services.order-service.cpu: got "512"; use a number',
    ],
    ["a list of services", { services: [] }, "services: got []; use a record"],
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

  it("name every mistake at once", () => {
    const values = { ...good, owner: undefined, environment: "x", extra: "1" };
    expect(() => check(values)).to.throw(/environment: .*\n {2}owner: .*\n {2}extra: unknown/);
  });

  it("refuse a stack without a region", () => {
    expect(() => checkSettings(good, undefined, systems)).to.throw("aws:region: not set");
  });
});
