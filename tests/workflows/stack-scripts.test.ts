import { expect } from "chai";
import { readFileSync } from "fs";
import { join } from "path";

import { Fakes, withFakes } from "./support/fakes";

describe("the scripts that look after stacks", () => {
  let fakes: Fakes;
  withFakes(current => (fakes = current));

  const read = (name: string) => readFileSync(join(fakes.folder, name), "utf8");

  describe("look.sh", () => {
    const look = (code: number) => {
      fakes.fake("npx", `case "$*" in *report/main.ts*) exit ${code} ;; *) echo '[]' ;; esac`);
      fakes.fake("pulumi", `[ "$1" != stack ] || echo '[]'`);
      return fakes.run("look.sh", ["dev", "r.md"], {
        env: { GITHUB_OUTPUT: fakes.write("output", "") },
      });
    };

    it("tells drift and broken rules from nothing, and looks at AWS for it", () => {
      for (const [code, differs] of [
        [0, false],
        [4, true],
        [5, true],
      ] as const) {
        const { status, calls } = look(code);
        expect([status, read("output")]).to.deep.equal([0, `differs=${differs}\n`]);
        expect(calls.find(call => call.startsWith("pulumi preview"))).to.match(/ --refresh$/);
      }
    });

    it("fails, and tells nothing, when it could not look", () => {
      const { status } = look(3);
      expect([status, read("output")]).to.deep.equal([3, ""]);
    });
  });

  describe("drift-issue.sh", () => {
    const env = {
      ...{ GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "acme/shop" },
      GITHUB_RUN_ID: "5",
    };
    /** What is done about the issue `number`, or none, after a night. */
    const night = (number: string, reports: string[], result = "success") => {
      fakes.fake(
        "gh",
        `case "$*" in "issue list"*) echo '${number}' ;; *--body-file*) cat "\${@: -1}" >body ;; esac`,
      );
      reports.forEach((text, index) => fakes.write(`${index}.md`, text));
      const { calls, status } = fakes.run("drift-issue.sh", [fakes.folder, result], { env });
      expect(status).to.equal(0);
      return calls.slice(1).map(call => call.split(" --")[0]);
    };

    it("opens one, renews the one that is open, and closes it when nothing differs", () => {
      expect(night("", ["### dev"])).to.deep.equal(["gh label create drift", "gh issue create"]);
      expect(read("body")).to.contain("### dev").and.contain("acme/shop/actions/runs/5");
      expect(night("4", ["### prod"])).to.deep.equal(["gh issue edit 4"]);
      expect(read("body")).to.contain("### prod");
    });

    it("closes it when nothing differs, and opens none", () => {
      expect(night("4", [])).to.deep.equal(["gh issue close 4"]);
      expect(night("", [])).to.deep.equal([]);
    });

    it("leaves it when a stack could not be looked at, and says so in what it writes", () => {
      expect(night("4", [], "failure")).to.deep.equal([]);
      expect(night("4", ["### dev"], "failure")).to.deep.equal(["gh issue edit 4"]);
      expect(read("body")).to.contain("Not every stack could be looked at.");
    });
  });

  describe("destroy.sh", () => {
    const destroy = (
      confirmation: string,
      { environment = "dev", resources = [] as object[] } = {},
    ) => {
      const state = JSON.stringify({ deployment: { resources } });
      fakes.fake(
        "pulumi",
        `case "$1" in config) echo ${environment} ;; stack) echo '${state}' ;; esac`,
      );
      const { calls, ...ending } = fakes.run("destroy.sh", ["a4co-dev", confirmation]);
      return { ...ending, destroyed: calls.filter(call => call.startsWith("pulumi destroy")) };
    };

    it("takes a stack down whose name was typed again", () => {
      const { status, destroyed } = destroy("a4co-dev", { resources: [{ urn: "u" }] });
      expect(status).to.equal(0);
      expect(destroyed).to.deep.equal(["pulumi destroy --yes --non-interactive --stack a4co-dev"]);
    });

    const refused: [what: string, ending: () => ReturnType<typeof destroy>, message: string][] = [
      ["another confirmation", () => destroy("a4co"), `type the stack's name, "a4co-dev"`],
      ["prod, whatever its name", () => destroy("a4co-dev", { environment: "prod" }), "is of prod"],
      [
        "a stack with something protected",
        () => destroy("a4co-dev", { resources: [{ urn: "u:key", protect: true }] }),
        "u:key",
      ],
    ];
    for (const [what, ending, message] of refused) {
      it(`refuses ${what}`, () => {
        const { status, stderr, destroyed } = ending();
        expect([status, destroyed]).to.deep.equal([1, []]);
        expect(stderr).to.contain(message);
      });
    }

    it("destroys nothing when it cannot see what is protected", () => {
      fakes.fake("pulumi", `case "$1" in config) echo dev ;; stack) exit 255 ;; esac`);
      const { status, calls } = fakes.run("destroy.sh", ["a4co-dev", "a4co-dev"]);
      expect(status).to.not.equal(0);
      expect(calls.filter(call => call.startsWith("pulumi destroy"))).to.be.empty;
    });
  });

  describe("review-stack.sh", () => {
    const NETWORK = '{"vpcId":"vpc-12345678"}';
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
      fakes.fake("npx", "echo '{}'");
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
      calls
        .filter(call => call.startsWith("pulumi destroy"))
        .map(call => call.split("--stack ")[1]);

    it("brings up a stack of dev's settings, with its number, in the network that is shared", () => {
      const { status, calls, stderr } = review(["up", "a4co", "12"]);
      expect(status, stderr).to.equal(0);
      expect(calls.slice(0, 4)).to.deep.equal([
        "pulumi stack select --create --stack a4co-pr-12 --secrets-provider awskms://x --non-interactive",
        "pulumi config set --stack a4co-pr-12 microservices-on-aws:system a4co",
        "pulumi config set --stack a4co-pr-12 microservices-on-aws:review pr-12",
        `pulumi config set --stack a4co-pr-12 microservices-on-aws:network ${NETWORK}`,
      ]);
      expect(calls.pop()).to.match(
        /^pulumi up --yes .*--stack a4co-pr-12 --policy-pack policies\/all/,
      );
      expect(read("Pulumi.a4co-pr-12.yaml")).to.equal("config: {}");
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

  describe("notify.sh", () => {
    it("sends a text, the URL in no list of processes", () => {
      fakes.fake("curl", "", { reads: true });
      const { status, calls } = fakes.run("notify.sh", [`a "b" $(c)`], {
        env: { NOTIFY_WEBHOOK_URL: "https://hooks.example.com/x" },
      });
      expect(status).to.equal(0);
      const [args, input] = calls.join("\n").split(" < ");
      expect(args).to.contain(String.raw`--data {"text":"a \"b\" $(c)"}`);
      expect(args).to.not.contain("hooks.example.com");
      expect(input).to.equal('url = "https://hooks.example.com/x"');
    });

    it("without a URL says so", () => {
      const { status, stdout } = fakes.run("notify.sh", ["text"]);
      expect(status).to.equal(0);
      expect(stdout).to.contain("no NOTIFY_WEBHOOK_URL");
    });
  });

  describe("summary.sh", () => {
    it("tells how the steps ended and what runs, and asks nothing of AWS when up did not start", () => {
      fakes.fake("npm", "echo SERVICE; exit 1");
      const env = { UP: "success", SMOKE: "failure", ROLLBACK: "success" };
      const { stdout } = fakes.run("summary.sh", ["dev", "v1"], { env });
      expect(stdout).to.contain("| smoke | failure |").and.contain("```\nSERVICE\n```");
      const early = fakes.run("summary.sh", ["dev", "v1"], { env: { UP: "skipped", SMOKE: "" } });
      expect(early.calls).to.deep.equal([]);
      expect(early.stdout).to.contain("| rollback | skipped |");
    });
  });
});
