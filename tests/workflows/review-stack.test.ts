import { expect } from "chai";
import { readFileSync, rmSync } from "fs";
import { join } from "path";
import { parse } from "yaml";

import type { Cli } from "../../local/engine/cli";
import { Fakes, withFakes } from "./support/fakes";
import { useRealPulumi, useRealTsNode, withRealCli } from "./support/real-pulumi";

describe("review-stack.sh", () => {
  let fakes: Fakes;
  let cli: Cli;
  withFakes(current => (fakes = current));
  withRealCli(found => (cli = found));

  const read = (name: string) => readFileSync(join(fakes.folder, name), "utf8");
  const NETWORK = '{"vpcId":"vpc-12345678"}';
  const DEV = `
secretsprovider: awskms://alias/dev-state?region=us-east-1
encryptedkey: ZGV2LWtleQ==
encryptionsalt: v1:dev-salt
config:
  aws:region: us-east-1
  microservices-on-aws:environment: dev
  microservices-on-aws:domain: dev-api.example.com
  microservices-on-aws:hostedZone: example.com
  microservices-on-aws:certificateArn: arn:aws:acm:us-east-1:123456789012:certificate/dev-1
  microservices-on-aws:deployRole:
    repository: acme/shop
    stateBucket: dev-state
  microservices-on-aws:options:
    existingDatabase:
      host: db
      password:
        secure: v1:dev-password
`;
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const STACKS = [
    { name: "a4co-pr-7", lastUpdate: hoursAgo(73) },
    { name: "a4co-pr-8", lastUpdate: hoursAgo(71) },
    { name: "a4co-pr-9-dev", lastUpdate: hoursAgo(900) },
    { name: "a4co-dev", lastUpdate: hoursAgo(900) },
    { name: "other-pr-7", lastUpdate: hoursAgo(900) },
  ];
  const review = (args: string[], { destroy = "true", network = NETWORK } = {}) => {
    fakes.write("Pulumi.dev.yaml", "config: {}");
    fakes.fake("npx", "echo 'config: {}'");
    fakes.fake(
      "pulumi",
      `case "$*" in "stack ls"*) echo '${JSON.stringify(STACKS)}' ;; destroy*) ${destroy} ;; esac`,
    );
    const env: Record<string, string> = network === "" ? {} : { REVIEW_NETWORK: network };
    return fakes.run("review-stack.sh", args, {
      env: { ...env, PULUMI_SECRETS_PROVIDER: "awskms://x" },
    });
  };
  const destroyed = (calls: string[]) =>
    calls.filter(call => call.startsWith("pulumi destroy")).map(call => call.split("--stack ")[1]);

  it("brings up a stack of dev's settings, with its number, in the network that is shared", () => {
    const { status, calls, stderr } = review(["up", "a4co", "12"]);
    expect(status, stderr).to.equal(0);
    expect(calls.slice(1, 5)).to.deep.equal([
      "pulumi stack select --create --stack a4co-pr-12 --secrets-provider awskms://x --non-interactive",
      "pulumi config set --stack a4co-pr-12 microservices-on-aws:system a4co",
      "pulumi config set --stack a4co-pr-12 microservices-on-aws:review pr-12",
      `pulumi config set --stack a4co-pr-12 microservices-on-aws:network ${NETWORK}`,
    ]);
    expect(calls.pop()).to.match(
      /^pulumi up --yes .*--stack a4co-pr-12 --policy-pack policies\/all/,
    );
    expect(read("Pulumi.a4co-pr-12.yaml")).to.equal("config: {}\n");
  });

  it("takes of dev's settings what is not dev's own, at each push, with the real CLI", async function () {
    this.timeout(60_000);
    const env = {
      ...(await useRealPulumi(fakes, cli, { but: ["up"] })),
      ...{ REVIEW_NETWORK: NETWORK, PULUMI_SECRETS_PROVIDER: "passphrase" },
    };
    useRealTsNode(fakes, "review-settings.ts", "echo '{}'");
    fakes.write("Pulumi.dev.yaml", DEV);
    for (const push of ["first", "second"]) {
      const { status, stderr } = fakes.run("review-stack.sh", ["up", "a4co", "12"], { env });
      expect(status, `${push}: ${stderr}`).to.equal(0);
      expect(stderr).to.contain(
        "left out, since only Pulumi.dev.yaml's own key reads it: microservices-on-aws:options.existingDatabase.password\n",
      );
      const { config, ...encryption } = parse(read("Pulumi.a4co-pr-12.yaml"));
      expect(config, push).to.deep.equal({
        "aws:region": "us-east-1",
        "microservices-on-aws:environment": "dev",
        "microservices-on-aws:options": { existingDatabase: { host: "db" } },
        "microservices-on-aws:system": "a4co",
        "microservices-on-aws:review": "pr-12",
        "microservices-on-aws:network": NETWORK,
      });
      expect(JSON.stringify(encryption)).to.not.contain("dev-");
      rmSync(join(fakes.folder, "Pulumi.a4co-pr-12.yaml"));
    }
    const { status, stderr } = fakes.run("review-stack.sh", ["down", "a4co", "12"], { env });
    expect(status, stderr).to.equal(0);
  });

  it("takes one down with all of it, and none that is not there", () => {
    expect(destroyed(review(["down", "a4co", "7"]).calls)).to.deep.equal(["a4co-pr-7"]);
    const { status, calls, stdout } = review(["down", "a4co", "12"]);
    expect([status, destroyed(calls)]).to.deep.equal([0, []]);
    expect(stdout).to.contain("there is no a4co-pr-12");
  });

  it("takes down at night what had no update for three days, and nothing but pull requests' stacks", () => {
    const { status, calls } = review(["expire", "a4co"]);
    expect([status, destroyed(calls)]).to.deep.equal([0, ["a4co-pr-7"]]);
  });

  it("says at night which it could not take down", () => {
    const { status, stderr } = review(["expire", "a4co"], { destroy: "exit 255" });
    expect(status).to.equal(1);
    expect(stderr).to.contain("not taken down: a4co-pr-7");
  });

  it("refuses what is no number, no verb, and a network that is not named", () => {
    expect(review(["up", "a4co", "1; rm"]).stderr).to.contain('the pull request is "1; rm"');
    expect(review(["down", "a4co"]).stderr).to.contain('the pull request is ""');
    expect(review(["away", "a4co", "1"]).stderr).to.contain('got "away"; use up, down or expire');
    const { stderr, calls } = review(["up", "a4co", "1"], { network: "" });
    expect(stderr).to.contain("REVIEW_NETWORK names no network");
    expect(calls.filter(call => /^pulumi (up|destroy)/.test(call))).to.deep.equal([]);
  });
});
