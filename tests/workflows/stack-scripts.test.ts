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
