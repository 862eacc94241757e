import { expect } from "chai";
import { spawnSync } from "child_process";
import { accessSync, constants, existsSync, readFileSync } from "fs";

import { actions, commands, shellScripts, workflows } from "./support/workflows";

describe("the scripts of the workflows", () => {
  for (const script of shellScripts) {
    it(`${script} stops at the first failure, says how it is called, and can be run`, () => {
      const text = readFileSync(script, "utf8");
      const name = script.split("/").pop()!;
      expect(text).to.match(/^#!\/usr\/bin\/env bash\n# /);
      expect(text).to.contain(`# ${name}`);
      expect(text).to.contain("\nset -euo pipefail\n");
      accessSync(script, constants.X_OK);
      expect(spawnSync("bash", ["-n", script]).status).to.equal(0);
      for (const [, command] of text.matchAll(/npm run (?:-s )?([\w-]+) --/g)) {
        expect(commands).to.include(command);
      }
      for (const [, other] of text.matchAll(
        /\$\(dirname "\$0"\)\/([\w./-]+)|\$here\/([\w./-]+)/g,
      )) {
        expect(other === undefined || existsSync(`.github/scripts/${other}`), other).to.equal(true);
      }
    });
  }

  it("are all called", () => {
    const files = [...workflows, ...actions].map(({ path }) => path);
    const uncalled = shellScripts.filter(script => {
      const callers = [...files, ...shellScripts].filter(file => file !== script);
      const call = `/${script.split("/").pop()!}`;
      return !callers.some(file => readFileSync(file, "utf8").includes(call));
    });
    expect(uncalled).to.deep.equal([]);
  });
});
