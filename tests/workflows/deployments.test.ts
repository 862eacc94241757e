import { expect } from "chai";

import { recordProgram } from "../support/program";
import { contentOf, jobs, steps } from "./support/workflows";

describe("the workflows that change a stack", () => {
  it("take credentials for no longer than the roles that the program makes allow", async () => {
    const { resources } = await recordProgram("prod", {
      "microservices-on-aws:deployRole": JSON.stringify({ repository: "a/b", stateBucket: "c" }),
    });
    const longest = (name: string) =>
      resources.find(r => r.type === "aws:iam/role:Role" && r.name === name)!.inputs
        .maxSessionDuration ?? 3600;
    const taken = steps.filter(({ step }) => step.uses === "./.github/actions/setup");
    expect(taken).to.not.be.empty;
    for (const { where, step } of taken) {
      const deploys = step.with.role.includes("AWS_DEPLOY_ROLE_ARN");
      const seconds = step.with["session-seconds"] ?? 3600;
      expect(seconds, where).to.be.at.most(longest(deploys ? "deploy" : "read"));
    }
  });

  it("leave an update that takes too long time to be taken back", () => {
    const { up } = contentOf("deploy-stack").jobs;
    const update = up.steps.find(({ id }: any) => id === "up");
    const [, kill, end] = /^timeout --signal=INT --kill-after=(\d+)m (\d+)m /.exec(update.run)!;
    // The job's end is no failure but a cancellation, after which no rollback runs.
    expect(up["timeout-minutes"] - update["timeout-minutes"]).to.be.at.least(30);
    expect(update["timeout-minutes"]).to.be.above(Number(end) + Number(kill));
  });

  it("deploy of a push what passed all that a pull request must pass", () => {
    const { jobs: deploying } = contentOf("deploy");
    const { jobs: previews } = contentOf("preview");
    expect(deploying.deploy.needs).to.deep.equal(["version", "check", "rehearse"]);
    // Neither runs by hand, and a job that is skipped must not stop what needs it.
    expect(deploying.deploy.if).to.equal("${{ !cancelled() && !failure() }}");
    for (const name of ["check", "rehearse"]) {
      expect(deploying[name].uses).to.equal(previews[name].uses);
      expect(deploying[name].if).to.equal("github.event_name == 'push'");
    }
    expect(contentOf("check").jobs.check.steps.pop().run).to.equal("npm run check");
  });

  it("let no push deploy an older commit over a newer one, before anything of it is touched", () => {
    const { up } = contentOf("deploy-stack").jobs;
    const [checkout, , first] = up.steps;
    expect(checkout.with["fetch-depth"]).to.equal(0);
    expect(first).to.deep.equal({
      if: "github.event_name == 'push'",
      run: '.github/scripts/refuse-older.sh "$STACK" "$VERSION"',
    });
  });

  it("tell of each stack by its name as soon as it ends, however it ends", () => {
    const { notify, ...others } = contentOf("deploy-stack").jobs;
    expect(notify.needs).to.deep.equal(Object.keys(others));
    expect(notify.if).to.equal("always()");
    expect(notify.steps.pop().run).to.contain("notify.sh").and.contain("$STACK");
    const callers = jobs.filter(({ job }) => /deploy-(stack|system)\.yml$/.test(job.uses ?? ""));
    expect(callers).to.have.length(3);
    for (const { where, job } of callers) {
      expect(job.secrets, where).to.deep.equal({
        NOTIFY_WEBHOOK_URL: "${{ secrets.NOTIFY_WEBHOOK_URL }}",
      });
    }
  });

  it("never cancel an update, and make one of a stack at a time", () => {
    const changing = jobs.filter(({ job }) =>
      JSON.stringify(job.steps ?? []).match(/scripts\/(up|destroy)\.sh/),
    );
    expect(changing).to.have.length(2);
    for (const { where, job } of changing) {
      expect(job.concurrency, where).to.deep.equal({
        group: "stack-${{ inputs.stack }}",
        "cancel-in-progress": false,
      });
      expect(job.environment, where).to.equal("${{ inputs.stack }}");
    }
  });
});
