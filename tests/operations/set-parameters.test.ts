import {
  CreateSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";

import { stackOf } from "./support/account";
import { operate } from "./support/operate";
import { playRecording, refusal } from "./support/recorded";
import { clientConfig, withMoto } from "./support/with-moto";

const SECRETS = [
  { name: "/shop/dev/stripe/api-key", variable: "STRIPE_API_KEY" },
  { name: "/shop/dev/jwt/private-key", variable: "JWT_PRIVATE_KEY" },
];
const stack = stackOf([], { secrets: SECRETS });
const VALUE = "sk_live_planted";

describe("npm run set-parameters", () => {
  const account = withMoto();
  let folder: string;
  let secrets: SecretsManagerClient;

  const set = (...args: string[]) =>
    operate(["set-parameters", ...args], { stack, endpoint: account.endpoint });
  const valueOf = async ({ name }: { name: string }) =>
    (await secrets.send(new GetSecretValueCommand({ SecretId: name }))).SecretString;
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "set-parameters-"));
    secrets = new SecretsManagerClient(clientConfig(account.endpoint));
    await Promise.all(
      SECRETS.map(({ name }) => secrets.send(new CreateSecretCommand({ Name: name }))),
    );
  });
  afterEach(() => {
    secrets.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  it("shows what waits for a value; with --check that is a failure", async () => {
    const shown = await set();
    expect(shown).to.deep.equal({
      code: 0,
      stdout: [
        "VARIABLE         VALUE    SECRET",
        "STRIPE_API_KEY   MISSING  /shop/dev/stripe/api-key",
        "JWT_PRIVATE_KEY  MISSING  /shop/dev/jwt/private-key\n",
      ].join("\n"),
      stderr: "",
    });
    expect((await set("--check")).code).to.equal(1);
  });

  it("puts the values of files, by variable or name, and tells none of them", async () => {
    const env = file("values.env", `# of the shop\nSTRIPE_API_KEY="${VALUE}"\n`);
    const pem = `-----BEGIN PRIVATE KEY-----\n${VALUE}\n-----END PRIVATE KEY-----`;
    const key = file("key.pem", `${pem}\n`);
    const { code, stdout, stderr } = await set("--from", env, `/shop/dev/jwt/private-key=@${key}`);
    expect(code).to.equal(0);
    expect(await Promise.all(SECRETS.map(valueOf))).to.deep.equal([VALUE, pem]);
    expect(stdout).to.match(/^STRIPE_API_KEY +set now/m);
    expect(stdout + stderr).to.not.include(VALUE);
    expect(stdout).to.not.include("force-new-deployment");

    const again = await set("--json", `STRIPE_API_KEY=@${file("new", "other\n")}`);
    expect(JSON.parse(again.stdout).secrets).to.deep.equal([
      { ...SECRETS[0], state: "set", put: true },
      { ...SECRETS[1], state: "set", put: false },
    ]);
    expect(await valueOf(SECRETS[0])).to.equal("other");
    expect((await set("--check")).code).to.equal(0);
  });

  it("refuses before it puts anything: a secret that is not made yet", async () => {
    const others = { secrets: [...SECRETS, { name: "/shop/dev/other", variable: "OTHER" }] };
    const env = file("values.env", `STRIPE_API_KEY=${VALUE}\nOTHER=${VALUE}\n`);
    const { code, stderr } = await operate(["set-parameters", "--from", env], {
      stack: stackOf([], others),
      endpoint: account.endpoint,
    });
    expect(code).to.equal(1);
    expect(stderr).to.equal(
      "error: Secrets Manager has no secret /shop/dev/other; pulumi up makes it. Nothing was put\n",
    );
    expect((await set("--check")).stdout).to.match(/^STRIPE_API_KEY +MISSING/m);
  });
});

describe("npm run set-parameters, where AWS stops answering", () => {
  it("says which values were put and which was not, and no value", async () => {
    const folder = mkdtempSync(join(tmpdir(), "set-parameters-"));
    const env = join(folder, "values.env");
    writeFileSync(env, `STRIPE_API_KEY=${VALUE}\nJWT_PRIVATE_KEY=${VALUE}\n`);
    const aws = await playRecording({
      DescribeSecret: {},
      PutSecretValue: [{}, refusal("AccessDeniedException", "not yours")],
    });
    try {
      const { code, stdout, stderr } = await operate(["set-parameters", "--from", env], {
        stack,
        endpoint: aws.url,
      });
      expect(code).to.equal(3);
      expect(stderr).to.equal(
        "error: AWS does not allow this: not yours\nJWT_PRIVATE_KEY was not put; put before it: STRIPE_API_KEY\n",
      );
      expect(stdout + stderr).to.not.include(VALUE);
    } finally {
      await aws.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("says that AWS does not answer", async () => {
    const { code, stderr } = await operate(["set-parameters"], {
      stack,
      endpoint: "http://127.0.0.1:1",
    });
    expect(code).to.equal(3);
    expect(stderr).to.include("AWS does not answer (ECONNREFUSED)");
  });
});
