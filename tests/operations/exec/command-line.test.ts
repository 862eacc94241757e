import { execFileSync } from "child_process";
import { expect } from "chai";

import { commandLine } from "../../../operations/exec/command-line";

describe("commandLine", () => {
  it("is a shell when nothing is asked for", () => {
    expect(commandLine([])).to.equal("/bin/sh");
  });

  it("takes one argument as the line that it is", () => {
    expect(commandLine(["ls -l /tmp"])).to.equal("ls -l /tmp");
  });

  it("gives a shell back the words that it got", () => {
    const words = ["printf", "%s\\n", "a b", "it's", "$HOME", "--x=1", "", "*"];
    const printed = execFileSync("/bin/sh", ["-c", commandLine(words)]).toString();
    expect(printed.split("\n").slice(0, -1)).to.deep.equal(words.slice(2));
  });
});
