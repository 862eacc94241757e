import { expect } from "chai";
import { spawnSync } from "child_process";
import { readFileSync } from "fs";
import { join } from "path";

import { canRunScripts, Fakes } from "./support/fakes";

const REPORT = "npx ts-node --transpile-only";

describe("the scripts of pull requests and of the night", () => {
  let fakes: Fakes;
  before(function () {
    if (!canRunScripts()) {
      this.skip();
    }
  });
  beforeEach(() => (fakes = new Fakes()));
  afterEach(() => fakes?.remove());

  const read = (name: string) => readFileSync(join(fakes.folder, name), "utf8");
  const git = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync("git", args, {
      cwd: fakes.folder,
      encoding: "utf8",
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
    });
    expect(status, stderr).to.equal(0);
    return stdout.trim();
  };
  /** A repository with one commit. */
  const repository = () => {
    git("init", "--quiet", "--initial-branch", "main");
    git("config", "user.email", "a@example.com");
    git("config", "user.name", "a");
    return commit("index.ts");
  };
  const commit = (file: string) => {
    fakes.write(file, `${Math.random()}`);
    git("add", file);
    git("commit", "--quiet", "--message", file);
    return git("rev-parse", "HEAD");
  };

  describe("touches-program.sh", () => {
    it("says whether more than documents and tests differ", () => {
      const base = repository();
      commit("README.md");
      expect(fakes.run("touches-program.sh", [base]).stdout).to.equal("false\n");
      commit("settings.ts");
      commit("CHANGES.md");
      expect(fakes.run("touches-program.sh", [base]).stdout).to.equal("true\n");
    });

    it("fails without the base, rather than skip the gate", () => {
      repository();
      expect(fakes.run("touches-program.sh", ["0".repeat(40)]).status).to.not.equal(0);
    });
  });

  describe("resolve-version.sh", () => {
    it("takes a tag or commit of main, and nothing that was not merged", () => {
      const merged = repository();
      git("tag", "v1");
      git("update-ref", "refs/remotes/origin/main", "HEAD");
      const later = commit("settings.ts");
      expect(fakes.run("resolve-version.sh", ["v1"]).stdout).to.equal(`${merged}\n`);
      expect(fakes.run("resolve-version.sh", [merged]).stdout).to.equal(`${merged}\n`);
      const refused = fakes.run("resolve-version.sh", [later]);
      expect([refused.status, refused.stdout]).to.deep.equal([1, ""]);
      expect(refused.stderr).to.contain(`version is "${later}", which is not in main`);
    });

    it("refuses what is no version, an option of git's among them", () => {
      repository();
      for (const version of ["v9", "--all", "-h", ""]) {
        const { status, stderr, stdout } = fakes.run("resolve-version.sh", [version]);
        expect([status, stdout], version).to.deep.equal([1, ""]);
        expect(stderr).to.contain(`version is "${version}"; use a tag or a commit`);
      }
    });
  });

  describe("plan.sh", () => {
    /** Plans with a report that ends with `code`. */
    const plan = (code: number, ...flags: string[]) => {
      fakes.fake(
        "npx",
        `case "$*" in *report/main.ts*) echo report; exit ${code} ;; *) echo '[]' ;; esac`,
      );
      fakes.fake("pulumi", `[ "$1" != stack ] || echo '[]'; [ "$1" != preview ]`);
      return fakes.run("plan.sh", ["a4co-prod", "plan.md", ...flags]);
    };

    it("plans under every policy with the flags that it is given, and ends as the report does", () => {
      for (const code of [0, 3, 4, 5]) {
        const { status, calls } = plan(code, "--refresh");
        expect(status).to.equal(code);
        expect(calls.find(call => call.startsWith("pulumi preview"))).to.match(
          /--stack a4co-prod --non-interactive --event-log \S+ --policy-pack policies\/all --policy-pack-config \S+ --refresh$/,
        );
        expect(calls).to.include(
          `${REPORT} policies/write-config.ts prod`,
          "the environment is the last word of the stack's name",
        );
        expect(read("plan.md")).to.equal("report\n");
      }
    });

    it("changes nothing", () => {
      const { calls } = plan(0);
      expect(calls.filter(call => /^pulumi (up|destroy|refresh|import|state)/.test(call))).to.be
        .empty;
    });
  });

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

  describe("rehearse.sh", () => {
    /** Rehearses a change whose own rehearsal ends with `code`, with its document or without. */
    const rehearse = (code: number, { head = true, base = true } = {}) => {
      const commitOfBase = repository();
      fakes.fake(
        "npm",
        `file="\${@: -1}"
        case "$*" in
          *--prefix*) ${base ? `echo base >"$file"` : "echo broken; exit 1"} ;;
          *) ${head ? `echo head >"$file"` : ":"}; exit ${code} ;;
        esac`,
      );
      fakes.fake("npx", "echo report; exit 4");
      const ending = fakes.run("rehearse.sh", ["a4co", "dev", commitOfBase, "out.md"]);
      expect(git("worktree", "list").split("\n"), "no worktree is left").to.have.length(1);
      return ending;
    };

    it("compares with the base, and ends as the rehearsal does", () => {
      for (const code of [0, 1]) {
        const { status, calls } = rehearse(code);
        expect(status).to.equal(code);
        expect(calls.pop()).to.match(
          /--title a4co in dev --head \S+\/head.json --base \S+\/base.json$/,
        );
        expect(read("out.md")).to.equal("report\n");
      }
    });

    it("counts all as new where the base has no such plan", () => {
      const { status, calls, stdout } = rehearse(0, { base: false });
      expect(status).to.equal(0);
      expect(calls.pop()).to.match(/--head \S+\/head.json$/);
      expect(stdout).to.contain("makes no a4co in dev: all of it counts as new");
    });

    it("fails without a plan of its own, and says so in the report", () => {
      for (const code of [0, 1]) {
        expect(rehearse(code, { head: false }).status).to.equal(1);
        expect(read("out.md")).to.contain("did not come to an end");
      }
    });
  });

  describe("sticky-comment.sh", () => {
    const env = { GITHUB_REPOSITORY: "acme/shop" };
    const comment = (ids: string, text: string) => {
      fakes.fake("gh", `case "$*" in *--paginate*) printf '${ids}' ;; esac`, { reads: true });
      return fakes.run("sticky-comment.sh", ["7", fakes.write("c.md", text)], { env });
    };
    const bodyIn = (call: string) => JSON.parse(call.slice(call.indexOf(" < ") + 3)).body as string;

    it("writes a comment once, and then always into the same", () => {
      const first = comment("", "plan").calls.slice(1).join("\n");
      expect(first).to.match(
        /^gh api --method POST repos\/acme\/shop\/issues\/7\/comments --input - /,
      );
      expect(bodyIn(first)).to.equal("<!-- microservices-on-aws: plan -->\nplan");
      const second = comment("11\\n12\\n", "plan").calls.slice(1).join("\n");
      expect(second).to.match(/^gh api --method PATCH repos\/acme\/shop\/issues\/comments\/11 /);
    });

    it("looks for ours alone", () => {
      const [search] = comment("", "plan").calls;
      expect(search).to.contain('.user.login == "github-actions[bot]"');
      expect(search).to.contain('startswith("<!-- microservices-on-aws: plan -->")');
    });

    it("stays within what GitHub takes, and says that it was cut", () => {
      const body = bodyIn(comment("", "é".repeat(70_000)).calls.slice(1).join("\n"));
      expect(body.length).to.be.below(65_536);
      expect(body).to.match(/The rest is in the summaries of the jobs\.$/);
    });
  });

  describe("compose-comment.sh", () => {
    it("puts AWS before the stand-ins, and leaves out what there is not", () => {
      fakes.write("rehearsal-a4co-dev.md", "### a4co in dev\n");
      const alone = fakes.run("compose-comment.sh", [fakes.folder]).stdout;
      expect(alone).to.equal("## On the stand-ins, against the base\n\n### a4co in dev\n");
      fakes.write("aws-dev.md", "### dev\n");
      expect(fakes.run("compose-comment.sh", [fakes.folder]).stdout).to.equal(
        `## In AWS\n\n### dev\n${alone}`,
      );
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

  describe("policies-config.sh", () => {
    const written = (stack: string) => {
      fakes.fake("npx", "");
      return fakes
        .run("policies-config.sh", [stack])
        .calls[0].replace(`${REPORT} policies/write-config.ts `, "");
    };

    it("takes the stack's own changes before its environment's", () => {
      expect(written("a4co-prod")).to.equal("prod");
      fakes.write("Pulumi.prod.policies.json", "{}");
      expect(written("a4co-prod")).to.equal("prod Pulumi.prod.policies.json");
      fakes.write("Pulumi.a4co-prod.policies.json", "{}");
      expect(written("a4co-prod")).to.equal("prod Pulumi.a4co-prod.policies.json");
      expect(written("prod")).to.equal("prod Pulumi.prod.policies.json");
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
