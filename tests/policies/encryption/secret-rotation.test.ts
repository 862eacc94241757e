import type { InstanceArgs } from "@pulumi/aws/rds";
import type { SecretRotationArgs } from "@pulumi/aws/secretsmanager";
import { expect } from "chai";

import { secretsmanagerRotationEnabled } from "../../../policies/encryption/secretsmanager-rotation-enabled";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { Props } from "../support/rule-cases";

const password: Member = {
  type: "random:index/randomPassword:RandomPassword",
  name: "password",
  props: { length: 40 },
};
const secret: Member = {
  type: "aws:secretsmanager/secret:Secret",
  name: "credentials",
  props: { name: "/orders/database", id: "arn-of-credentials" },
};

const database = (from: Member["from"], type: string = "aws:rds/instance:Instance"): Member => {
  const props: Props<InstanceArgs> = { engine: "postgres" };
  return { type, name: "orders", props, from };
};
const version = (secretString: Member[], secretId: string = "arn-of-credentials"): Member => ({
  type: "aws:secretsmanager/secretVersion:SecretVersion",
  name: "version",
  props: { secretId },
  from: { secretString },
});
const rotation = (props: Props<SecretRotationArgs>, name: string = "rotation"): Member => ({
  type: "aws:secretsmanager/secretRotation:SecretRotation",
  name,
  props: { secretId: "arn-of-credentials", ...props },
});

const orders = database({ password });
const credentials = [password, orders, secret, version([password])];
const on = (members: Member[], config = {}) =>
  stackViolations(secretsmanagerRotationEnabled, members, config);
const never =
  "credentials: [Rotation] The database's password in it never changes: add a SecretRotation, or let RDS manage it.";
const seldom = (days: number, name: string = "rotation") =>
  `${name}: [Schedule] The secret rotates too seldom: set rotationRules.automaticallyAfterDays to at most ${days}.`;

describe(secretsmanagerRotationEnabled.name, () => {
  it("reports a database's password that never changes", async () => {
    expect(await on(credentials)).to.deep.equal([never]);
  });

  for (const property of ["passwordWo", "masterPassword", "masterPasswordWo"]) {
    it(`reports a cluster's as ${property}, beside another database`, async () => {
      const cluster = {
        ...database({ [property]: password }, "aws:rds/cluster:Cluster"),
        name: "cluster",
      };
      const members = [password, database({}), cluster, secret, version([password])];
      expect(await on(members)).to.deep.equal([never]);
    });
  }

  it("reports one that is written without being kept", async () => {
    const written = { ...version([]), from: { secretStringWo: password } };
    expect(await on([password, orders, secret, written])).to.deep.equal([never]);
  });

  it("reports a secret that takes its content from the database", async () => {
    const owner = database({});
    expect(await on([owner, secret, version([owner])])).to.deep.equal([never]);
  });

  it("accepts a secret that rotates", async () => {
    const monthly = rotation({ rotationRules: { automaticallyAfterDays: 30 } });
    expect(await on([...credentials, monthly])).to.deep.equal([]);
  });

  it("accepts a rotation by its dependency, before ids are known", async () => {
    const unborn = { ...rotation({ secretId: unknownValue }), from: { secretId: secret } };
    expect(await on([...credentials, unborn])).to.deep.equal([]);
  });

  it("reports another secret's rotation", async () => {
    expect(await on([...credentials, rotation({ secretId: "other" })])).to.deep.equal([never]);
  });

  it("leaves a password that is written elsewhere too", async () => {
    const url = {
      type: "aws:ssm/parameter:Parameter",
      name: "url",
      props: { name: "/orders/database/url", value: unknownValue },
      from: { value: password },
    };
    expect(await on([...credentials, url])).to.deep.equal([]);
  });

  it("reports one that only a component handed on", async () => {
    const service = {
      type: "infra:micro-service:MicroService",
      name: "api",
      props: {},
      from: { link: password },
    };
    expect(await on([...credentials, service])).to.deep.equal([never]);
  });

  it("leaves secrets that AWS cannot rotate", async () => {
    expect(await on([password, secret, version([password])])).to.deep.equal([]);
    expect(await on([password, orders, secret, version([password], "other")])).to.deep.equal([]);
    expect(await on([secret])).to.deep.equal([]);
  });

  for (const [title, rotationRules, days] of [
    ["after four months", { automaticallyAfterDays: 120 }, 90],
    ["after four months, as a rate", { scheduleExpression: "rate(120 days)" }, 90],
    [
      "after four months, as a rate beside the provider's 0",
      { automaticallyAfterDays: 0, scheduleExpression: "rate(120 days)" },
      90,
    ],
    ["after more than is configured", { automaticallyAfterDays: 60 }, 30],
    ["after more than is configured, as a rate", { scheduleExpression: "rate(721 hours)" }, 30],
  ] as [string, SecretRotationArgs["rotationRules"], number][]) {
    it(`reports a rotation ${title}`, async () => {
      const members = [...credentials, rotation({ rotationRules } as Props<SecretRotationArgs>)];
      expect(await on(members, { maximumDays: days })).to.deep.equal([seldom(days)]);
    });
  }

  for (const [title, rotationRules] of [
    ["after three months", { automaticallyAfterDays: 90 }],
    ["every day", { scheduleExpression: "rate(1 day)" }],
    ["every 100 hours", { scheduleExpression: "rate(100 hours)" }],
    ["by a cron expression, which it does not read", { scheduleExpression: "cron(0 4 1 * ? *)" }],
    ["as the service itself decides", undefined],
  ] as [string, SecretRotationArgs["rotationRules"]][]) {
    it(`accepts a rotation ${title}`, async () => {
      const members = [...credentials, rotation({ rotationRules } as Props<SecretRotationArgs>)];
      expect(await on(members)).to.deep.equal([]);
    });
  }

  it("judges the other rotations beside one that is not known yet", async () => {
    const late = rotation({ rotationRules: { automaticallyAfterDays: 365 } }, "late");
    expect(
      await on([...credentials, rotation({ rotationRules: unknownValue }), late]),
    ).to.deep.equal([
      seldom(90, "late"),
      "string value at .rotationRules can't be known during preview",
    ]);
  });
});
