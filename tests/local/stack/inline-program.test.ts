import { expect } from "chai";

import { type ProjectCopy, withProjectCopy } from "./support/project-copy";

/** What the SDK makes of a call that the engine or a provider broke off. */
const BROKEN_OFF =
  'await (Promise.reject(Object.assign(new Error("14 UNAVAILABLE: gone"), { code: 14 })) as Promise<{ accountId: string }>)';

describe("a call of the program that is broken off", function () {
  this.timeout(120_000);
  let copy: ProjectCopy;
  withProjectCopy(made => (copy = made));

  it("fails the run: an empty program would delete the stack", async () => {
    await copy.withEdit("index.ts", "await aws.getCallerIdentity()", BROKEN_OFF, async () => {
      const { code, stderr } = await copy.run("up", ["--stack", "dev"]);
      expect(stderr).to.contain("The engine broke off a call of the program: 14 UNAVAILABLE: gone");
      expect(code).to.equal(1);
    });
  });
});
