import * as aws from "@pulumi/aws";
import * as random from "@pulumi/random";
import { expect } from "chai";

import { Environment, MicroService, Secret, SecretArgs } from "../../components";
import { containerOf, statementsOf } from "../support/documents";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { platformOf } from "../support/platform";
import { valueOf } from "../support/values";
import { plainService } from "../support/service";

const secret = (args: Partial<SecretArgs> = {}, environment: Environment = "prod") =>
  record(() => {
    const { scope, key } = platformOf(environment);
    return new Secret("token", { scope, key, path: "chat/token", variable: "TOKEN", ...args });
  });

const secretOf = (recording: Recording) =>
  recording.only(aws.secretsmanager.Secret, "token").inputs;

describe("Secret", () => {
  let empty: Recording<Secret>;
  let full: Recording<Secret>;
  before(async () => {
    empty = await secret();
    full = await secret({ generate: { bytes: 64 } });
  });

  it("is kept below the system's path, encrypted with its key", async () => {
    expect(secretOf(empty).name).to.equal("/order-management/chat/token");
    expect(secretOf(await secret({}, "dev")).name).to.equal("/order-management/dev/chat/token");
    expect(secretOf(empty).kmsKeyId).to.match(/^arn:aws:kms:us-east-1:123456789012:key\//);
  });

  it("can be restored for 30 days in prod, and frees its name at once elsewhere", async () => {
    expect(secretOf(empty).recoveryWindowInDays).to.equal(30);
    expect(secretOf(await secret({}, "staging")).recoveryWindowInDays).to.equal(0);
  });

  it("has no value of the program's unless it is to be made up", () => {
    expect(empty.all(aws.secretsmanager.SecretVersion)).to.deep.equal([]);
    expect(empty.all(random.RandomPassword)).to.deep.equal([]);
  });

  it("makes up letters and digits with as many bits as asked", () => {
    expect(full.only(random.RandomPassword).inputs).to.deep.equal({ length: 86, special: false });
    const { secretId, secretString } = full.only(aws.secretsmanager.SecretVersion).inputs;
    expect(secretId).to.match(/:secret:\/order-management\/chat\/token-/);
    expect(secretString).to.match(/^[A-Za-z0-9]{86}$/);
  });

  it("gives a linked service its value and the right to read this secret alone", async () => {
    const recording = await record(() => {
      const platform = platformOf("prod");
      const { scope, key } = platform;
      const made = new Secret("token", { scope, key, path: "chat/token", variable: "TOKEN" });
      return new MicroService("chat", {
        ...plainService(platform),
        link: [made],
        secrets: { ALIAS: made.ref },
      });
    });
    const { secrets } = containerOf(recording, "chat");
    expect(secrets.map(({ name }: any) => name)).to.deep.equal(["ALIAS", "TOKEN"]);
    for (const { valueFrom } of secrets) {
      expect(valueFrom).to.match(/:secret:\/order-management\/chat\/token-\w{6}$/);
    }
    const read = statementsOf(recording, "chat-execution").find(({ Sid }) => Sid === "ReadSecrets");
    expect(read.Resource).to.deep.equal([
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:/order-management/chat/token-??????",
    ]);
  });

  it("is there, with its value when that is made up, before a linked service starts", () => {
    const last = async ({ result }: Recording<Secret>) =>
      Promise.all((result.link().dependsOn ?? []).map(({ urn }) => valueOf(urn)));
    return Promise.all([
      last(empty).then(urns =>
        expect(urns).to.deep.equal([empty.only(aws.secretsmanager.Secret).urn]),
      ),
      last(full).then(urns =>
        expect(urns).to.deep.equal([full.only(aws.secretsmanager.SecretVersion).urn]),
      ),
    ]);
  });

  for (const [args, reason] of [
    [{ path: "/chat/token" }, 'path is "/chat/token"; use letters'],
    [{ path: "chat//token" }, 'path is "chat//token"; use letters'],
    [{ path: "a".repeat(600) }, "at most 512 characters with /order-management"],
    [{ variable: "1TOKEN" }, 'variable is "1TOKEN"; use letters'],
    [{ generate: { bytes: 8 } }, "generate.bytes is 8; use a whole number from 16 to 1024"],
  ] as const) {
    it(`refuses ${JSON.stringify(args).slice(0, 40)}`, async () => {
      expect(await failureOf(secret(args)))
        .to.contain('Secret "token": ')
        .and.contain(reason);
    });
  }
});
