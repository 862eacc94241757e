import { expect } from "chai";

import { Fakes, withFakes } from "./support/fakes";
import { outputs } from "./support/outputs";
import { Repository } from "./support/repository";

describe("the scripts that release, and take back", () => {
  let fakes: Fakes;
  withFakes(current => (fakes = current));

  describe("refuse-older.sh", () => {
    const update = (head: string | undefined, kind = "update", result = "succeeded") => ({
      ...{ kind, result, message: "a change" },
      environment: { "pulumi.version": "v3.220.0", ...(head && { "git.head": head }) },
    });
    /** Two commits, one after the other. */
    const commits = () => {
      const repo = new Repository(fakes);
      return { repo, older: repo.make(), newer: repo.commit("settings.ts") };
    };
    const refuse = (version: string, ...history: object[]) => {
      fakes.fake("pulumi", `echo '${JSON.stringify(history)}'`);
      return fakes.run("refuse-older.sh", ["a4co-dev", version]);
    };

    it("refuses a commit that the stack's last update, well or not, came after", () => {
      const { older, newer } = commits();
      for (const result of ["succeeded", "failed"]) {
        const history = [update(newer, "refresh"), update(newer, "update", result), update(older)];
        const { status, stderr } = refuse(older, ...history);
        expect(status).to.equal(1);
        expect(stderr).to.contain(`a4co-dev has ${newer}, which comes after ${older}`);
      }
    });

    it("lets through what is newer, the same, on another line, or of no stack", () => {
      const { repo, older, newer } = commits();
      repo.git("checkout", "--quiet", "-b", "other", older);
      const beside = repo.commit("index.ts");
      const passed: [version: string, ...history: object[]][] = [
        [newer, update(older)],
        [older, update(older), update(newer)],
        [beside, update(newer)],
        [older],
        [older, update(newer, "destroy"), update(newer)],
        [older, update(undefined)],
        [older, update("a".repeat(40))],
      ];
      for (const [version, ...history] of passed) {
        expect(refuse(version, ...history).status, JSON.stringify(history)).to.equal(0);
      }
    });

    it("says of a commit that only another clone has that it does not know it", () => {
      const { older } = commits();
      const { stdout, stderr } = refuse(older, update("a".repeat(40)));
      expect(stdout).to.contain(`a4co-dev has ${"a".repeat(40)}, which is not in this repository`);
      expect(stderr).to.equal("");
    });

    it("fails when it cannot see what the stack has", () => {
      const { older } = commits();
      fakes.fake("pulumi", "exit 255");
      expect(fakes.run("refuse-older.sh", ["a4co-dev", older]).status).to.not.equal(0);
    });
  });

  describe("services-now.sh", () => {
    it("tells what runs, well or not", () => {
      fakes.fake("pulumi", `echo '${outputs()}'`);
      fakes.fake("npm", `echo '{"services": []}'; exit 1`);
      const { status, stdout } = fakes.run("services-now.sh", ["dev"]);
      expect([status, stdout]).to.deep.equal([0, '{"services": []}\n']);
    });

    it("tells nothing of a stack that is not up, and fails when AWS is out of reach", () => {
      fakes.fake("pulumi", "echo '{}'");
      expect(fakes.run("services-now.sh", ["dev"])).to.include({ status: 0, stdout: "" });
      fakes.fake("pulumi", `echo '${outputs()}'`);
      fakes.fake("npm", "exit 3");
      expect(fakes.run("services-now.sh", ["dev"]).status).to.not.equal(0);
    });
  });

  describe("rollback.sh", () => {
    const status = (revisions: Record<string, string>) =>
      JSON.stringify({
        services: Object.entries(revisions).map(([name, taskDefinition]) => ({
          name,
          taskDefinition,
        })),
      });
    const before = { orders: "orders:7", bills: "bills:3", portal: "portal:1", none: "" };
    const rollBack = (after: Record<string, string>, rolledBack = "true") => {
      const file = fakes.write("before.json", status(before));
      fakes.fake(
        "npm",
        `case "$3" in
          status) echo '${status(after)}'; exit 1 ;;
          rollback) ${rolledBack} ;;
        esac`,
      );
      return fakes.run("rollback.sh", ["dev", file]);
    };

    it("takes back what the deployment changed, the last first, leaves the rest, and verifies", () => {
      const { calls, status: code } = rollBack({ ...before, orders: "orders:8", bills: "bills:4" });
      expect(code).to.equal(0);
      expect(calls).to.deep.equal([
        "npm run -s status -- --stack dev --json",
        "npm run -s rollback -- bills --to bills:3 --stack dev",
        "npm run -s rollback -- orders --to orders:7 --stack dev",
        "npm run -s smoke -- --stack dev",
      ]);
    });

    it("takes nothing back when the deployment ended before it changed a service", () => {
      const { calls, status: code, stdout } = rollBack(before);
      expect([code, calls.length]).to.deep.equal([0, 1]);
      expect(stdout).to.contain("the deployment changed no service");
    });

    it("goes on when one cannot be taken back, and then fails, naming it", () => {
      const {
        calls,
        status: code,
        stderr,
      } = rollBack({ ...before, orders: "orders:8", bills: "bills:4" }, `[ "$5" != bills ]`);
      expect(code).to.equal(1);
      expect(calls.filter(call => call.includes("rollback"))).to.have.length(2);
      expect(stderr).to.contain("not rolled back: bills");
    });

    it("says of a first deployment that there is nothing to go back to", () => {
      const {
        status: code,
        stderr,
        calls,
      } = fakes.run("rollback.sh", ["dev", fakes.write("b", "")]);
      expect([code, calls]).to.deep.equal([1, []]);
      expect(stderr).to.contain("nothing to go back to");
    });
  });

  describe("up.sh", () => {
    const up = () => fakes.run("up.sh", ["prod", "v2"]);
    beforeEach(() => fakes.fake("npx", "echo '{}'"));

    it("looks at what runs, brings the stack up under the policies, and then has CodeDeploy follow", () => {
      fakes.fake("pulumi", "true");
      fakes.fake("npm", "true");
      const { status, calls, stderr } = up();
      expect([status, stderr]).to.deep.equal([0, ""]);
      const [first, second, ...more] = calls.filter(call => !call.startsWith("npx"));
      expect(first).to.match(
        /^pulumi up --yes --non-interactive --refresh --stack prod --message v2 --policy-pack policies\/all --policy-pack-config \S+$/,
      );
      expect(second).to.equal("npm run -s deploy-all -- --registered --stack prod");
      expect(more).to.deep.equal([]);
    });

    it("has nothing brought out after a pulumi up that failed, and fails with what is not", () => {
      fakes.fake("pulumi", "exit 255");
      const failed = up();
      expect(failed.status).to.equal(255);
      expect(failed.calls.filter(call => call.startsWith("npm "))).to.deep.equal([]);
      fakes.fake("pulumi", "true");
      fakes.fake("npm", "exit 1");
      expect(up().status).to.equal(1);
    });
  });
});
