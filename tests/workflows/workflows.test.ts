import { expect } from "chai";
import { spawnSync } from "child_process";
import { existsSync, readFileSync } from "fs";
import { join } from "path";

import { systems } from "../../services";
import { actionlint, MODULE, VERSION } from "./support/actionlint";
import {
  actions,
  commands,
  contentOf,
  Job,
  jobs,
  shellScripts,
  shellSteps,
  steps,
  workflows,
} from "./support/workflows";

/** Faults of a table, one line each. */
const faults = <T extends { where: string }>(items: readonly T[], wrong: (item: T) => boolean) =>
  items.filter(wrong).map(({ where }) => where);

describe("the workflows", () => {
  it("are what GitHub takes, by actionlint", async function () {
    this.timeout(300_000);
    const program = await actionlint();
    if (program === undefined) {
      this.skip();
    }
    // What it would find in shell steps depends on what else is on the machine.
    const alone = ["-no-color", "-shellcheck=", "-pyflakes="];
    const files = workflows.map(({ path }) => path);
    const { status, stdout, stderr } = spawnSync(program, [...alone, ...files], {
      encoding: "utf8",
    });
    expect(stdout + stderr).to.equal("");
    expect(status).to.equal(0);
  });

  it("are linted by the version that the Go module pins", () => {
    const module = readFileSync(join(MODULE, "go.mod"), "utf8");
    expect(module).to.contain(`github.com/rhysd/actionlint v${VERSION} `);
  });

  it("take every action by its commit, with the version beside it", () => {
    const uses = [...workflows, ...actions].flatMap(({ path, text }) =>
      [...text.matchAll(/uses: (.*)$/gm)].map(([, what]) => ({ where: `${path}: ${what}`, what })),
    );
    const pinned = /^[\w-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    expect(faults(uses, ({ what }) => !what.startsWith("./") && !pinned.test(what))).to.be.empty;
    const own = uses.filter(({ what }) => what.startsWith("./"));
    expect(faults(own, ({ what }) => !existsSync(what) && !existsSync(`${what}/action.yml`))).to.be
      .empty;
  });

  it("take one commit of each action", () => {
    const text = [...workflows, ...actions].map(file => file.text).join("\n");
    const pins = new Set([...text.matchAll(/uses: ([\w-]+\/.*)$/gm)].map(([, what]) => what));
    const names = [...pins].map(pin => pin.split("@")[0]);
    expect(names).to.deep.equal([...new Set(names)]);
  });

  it("have rights to read alone, and more only where a job says so", () => {
    for (const { path, content } of workflows) {
      // Their callers say it before.
      const deploys = /deploy-(stack|system)\.yml$/.test(path);
      expect(content.permissions, path).to.deep.equal({
        contents: "read",
        ...(deploys && { "id-token": "write" }),
      });
    }
    const widened = jobs.filter(({ job }) => job.permissions !== undefined);
    for (const { where, job } of widened) {
      expect(Object.keys(job.permissions), where).to.have.length(2).and.include("contents");
      expect(job.permissions.contents, where).to.equal("read");
    }
  });

  it("end every job in time", () => {
    const run = jobs.filter(({ job }) => job.uses === undefined);
    /** Minutes that a job's credentials last, or an hour. */
    const most = ({ job }: Job) => {
      const setup = (job.steps as any[]).find(({ uses }) => uses === "./.github/actions/setup");
      return (setup?.with["session-seconds"] ?? 3600) / 60;
    };
    expect(faults(run, item => !(item.job["timeout-minutes"] <= most(item)))).to.be.empty;
  });

  it("put an artifact in the place of the one that an earlier attempt left", () => {
    const uploads = steps.filter(({ step }) => step.uses?.startsWith("actions/upload-artifact@"));
    expect(uploads).to.not.be.empty;
    expect(faults(uploads, ({ step }) => step.with.overwrite !== true)).to.be.empty;
  });

  it("leave no token of GitHub's in the clone", () => {
    const checkouts = steps.filter(({ step }) => step.uses?.startsWith("actions/checkout@"));
    expect(checkouts).to.not.be.empty;
    expect(faults(checkouts, ({ step }) => step.with?.["persist-credentials"] !== false)).to.be
      .empty;
  });

  it("give nobody else's pull request a right or a secret", () => {
    for (const { path, content } of workflows) {
      expect(content.on, path).to.not.have.property("pull_request_target");
      expect(content.on, path).to.not.have.property("workflow_run");
    }
    const ours = "github.event.pull_request.head.repo.full_name == github.repository";
    const ofPullRequests = workflows.filter(({ content }) => "pull_request" in content.on);
    expect(ofPullRequests).to.have.length(2);
    for (const { path, content } of ofPullRequests) {
      for (const [name, job] of Object.entries<any>(content.jobs)) {
        if (job.permissions !== undefined || job.environment !== undefined) {
          expect(job.if, `${path}: ${name}`).to.contain(ours);
        }
        expect(JSON.stringify(job), `${path}: ${name}`).to.not.contain("secrets.");
      }
    }
  });

  it("let a pull request's gate wait for nothing that takes credentials", () => {
    const { jobs: previews } = contentOf("preview");
    expect(previews.gate.needs).to.deep.equal(["changes", "check", "rehearse"]);
    const called = [contentOf("check"), contentOf("rehearse")].flatMap(({ jobs: own }) =>
      Object.values<object>(own),
    );
    const waited = previews.gate.needs.map((name: string) => previews[name]);
    for (const job of [...waited, ...called]) {
      expect(job).to.not.have.any.keys("permissions", "environment", "secrets");
    }
  });

  it("hand what others wrote to a shell by its environment alone", () => {
    expect(faults(shellSteps, ({ run }) => run.includes("${{"))).to.be.empty;
  });

  it("have shell steps that bash reads, of a few lines each", () => {
    for (const { where, run } of shellSteps) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: run, encoding: "utf8" });
      expect(status, `${where}: ${stderr}`).to.equal(0);
      expect(run.trim().split("\n").length, where).to.be.at.most(3);
    }
  });

  it("notice when what a command is made of fails", () => {
    const texts = shellScripts.map(where => ({ where, run: readFileSync(where, "utf8") }));
    // Bash ends at a failing assignment, not at a failing argument.
    const lost = /^\s*(echo|for|printf)\b.*\$\((?!jq)/m;
    expect(faults([...shellSteps, ...texts], ({ run }) => lost.test(run))).to.be.empty;
  });

  it("take no variable and no secret that docs/production.md does not tell of", () => {
    const page = readFileSync("docs/production.md", "utf8");
    const taken = [...workflows, ...actions].flatMap(({ path, text }) =>
      [...text.matchAll(/\b(?:vars|secrets)\.(\w+)/g)].map(([, name]) => ({
        where: `${path}: ${name}`,
        name,
      })),
    );
    expect(taken).to.not.be.empty;
    expect(faults(taken, ({ name }) => !page.includes(`\`${name}\``))).to.be.empty;
  });

  it("name commands and files that are there", () => {
    for (const { where, run } of shellSteps) {
      for (const [, command] of run.matchAll(/npm run (?:-s )?([\w-]+)/g)) {
        expect(commands, where).to.include(command);
      }
      for (const [file] of run.matchAll(/\.github\/scripts\/[\w./-]+/g)) {
        expect(existsSync(file), `${where}: there is no ${file}`).to.equal(true);
      }
    }
  });
});

describe("systems in the workflows", () => {
  it("are all rehearsed in dev and prod", () => {
    const { matrix } = contentOf("rehearse").jobs.rehearse.strategy;
    expect(matrix).to.deep.equal({ system: Object.keys(systems), stack: ["dev", "prod"] });
  });

  it("can all be deployed by hand", () => {
    const { system } = contentOf("deploy").on.workflow_dispatch.inputs;
    expect(system.options).to.deep.equal(Object.keys(systems));
  });
});
