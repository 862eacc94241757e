import { expect } from "chai";
import * as fs from "node:fs";
import { portVariable } from "../../../local/runner/plan/ports";
import { systems } from "../../../services";
import { programFile } from "../runner/fixtures/programs";
import { freePorts } from "../runner/fixtures/run";
import { type ProjectCopy, withProjectCopy } from "../stack/support/project-copy";

/** Servers that a system's own run needs besides PostgreSQL, which comes with the packages. */
const NEEDS: [system: string, programs: string[]][] = [
  ["customer-portal", []],
  ["a4co", ["redis-server", "nats-server"]],
];

describe("start --smoke of a system on the reference image", function () {
  this.timeout(240_000);
  let copy: ProjectCopy;

  withProjectCopy(made => (copy = made));

  for (const [system, programs] of NEEDS) {
    it(`${system}: every service works, every rule leads to its own, one away is away alone`, async function () {
      programs.forEach(program => programFile(this, program));
      const args = ["--system", system, "--smoke"];
      const { code, stdout, stderr } = await copy.run("start", args, await ownPorts(system));
      expect(code, stdout + stderr.slice(-2000)).to.equal(0);
      const lines = stdout.trim().split("\n");
      const checks = lines.slice(0, -1);
      expect(checks.filter(line => !line.startsWith("ok "))).to.deep.equal([]);
      expect(lines.at(-1)).to.equal(`${checks.length} passed, 0 failed`);
      for (const kind of ["is well", "rule ", "→ 503", "is started again", "after a restart"]) {
        expect(stdout).to.contain(kind);
      }
      for (const kind of programs.length > 0 ? ["→ 429", "nats is stopped"] : []) {
        expect(stdout).to.contain(kind);
      }
      expect(fs.readdirSync(copy.path(".local")).filter(name => /smoke/.test(name))).to.deep.equal(
        [],
      );
    });
  }
});

/** A free port for every part of a system, whichever of its names a part goes by. */
async function ownPorts(system: string): Promise<Record<string, string>> {
  const names = systems[system].services.flatMap(name => [name, `${name}-service`]);
  const parts = ["gateway", "postgres", "redis", "nats", "nats-monitor", ...names];
  const variables = [...new Set(parts.map(portVariable))];
  const ports = await freePorts(variables.length);
  return Object.fromEntries(variables.map((variable, i) => [variable, String(ports[i])]));
}
