import { expect } from "chai";
import { readFileSync } from "fs";
import { join } from "path";

import { Fakes, withFakes } from "./support/fakes";
import { Repository } from "./support/repository";

const REPORT = "npx ts-node --transpile-only";

describe("the scripts of pull requests", () => {
  let fakes: Fakes;
  withFakes(current => (fakes = current));

  const read = (name: string) => readFileSync(join(fakes.folder, name), "utf8");
  let repo: Repository;
  beforeEach(() => (repo = new Repository(fakes)));

  describe("touches-program.sh", () => {
    it("says whether more than documents and tests differ", () => {
      const base = repo.make();
      repo.commit("README.md");
      expect(fakes.run("touches-program.sh", [base]).stdout).to.equal("false\n");
      repo.commit("settings.ts");
      repo.commit("CHANGES.md");
      expect(fakes.run("touches-program.sh", [base]).stdout).to.equal("true\n");
    });

    it("fails without the base, rather than skip the gate", () => {
      repo.make();
      expect(fakes.run("touches-program.sh", ["0".repeat(40)]).status).to.not.equal(0);
    });
  });

  describe("resolve-version.sh", () => {
    it("takes a tag or commit of main, and nothing that was not merged", () => {
      const merged = repo.make();
      repo.git("tag", "v1");
      repo.git("update-ref", "refs/remotes/origin/main", "HEAD");
      const later = repo.commit("settings.ts");
      expect(fakes.run("resolve-version.sh", ["v1"]).stdout).to.equal(`${merged}\n`);
      expect(fakes.run("resolve-version.sh", [merged]).stdout).to.equal(`${merged}\n`);
      const refused = fakes.run("resolve-version.sh", [later]);
      expect([refused.status, refused.stdout]).to.deep.equal([1, ""]);
      expect(refused.stderr).to.contain(`version is "${later}", which is not in main`);
    });

    it("refuses what is no version, an option of git's among them", () => {
      repo.make();
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

  describe("rehearse.sh", () => {
    /** Rehearses a change whose own rehearsal ends with `code`, with its document or without. */
    const rehearse = (code: number, { head = true, base = true, of = "" } = {}) => {
      const commitOfBase = repo.make();
      fakes.fake(
        "npm",
        `file="\${@: -1}"
        case "$*" in
          *--prefix*) ${base ? `echo base >"$file"` : "echo broken; exit 1"} ;;
          *) ${head ? `echo head >"$file"` : ":"}; exit ${code} ;;
        esac`,
      );
      fakes.fake("npx", "echo report; exit 4");
      const ending = fakes.run("rehearse.sh", ["a4co", "dev", of || commitOfBase, "out.md"]);
      expect(repo.git("worktree", "list").split("\n"), "no worktree is left").to.have.length(1);
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

    it("counts all as new where the clone has no such base, as after a first push", () => {
      const { status, calls, stdout } = rehearse(0, { of: "0".repeat(40) });
      expect(status).to.equal(0);
      expect(calls.pop()).to.match(/--head \S+\/head.json$/);
      expect(stdout).to.contain("all of it counts as new");
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
});
