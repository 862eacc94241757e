import { expect } from "chai";
import { EngineOutput } from "../../../local/report/engine-output";

/** What is left of output that comes in pieces. */
function left(...pieces: string[]): string {
  let text = "";
  const output = new EngineOutput(line => void (text += line));
  pieces.forEach(piece => output.write(piece));
  output.end();
  return text;
}

describe("the engine's output", () => {
  const list = "Policies:\n    ⚠️ all@v0.1.0\n        - [advisory]  a  (x: b)\n          No.\n\n";

  it("is passed on without its list of violations", () => {
    expect(left(`+ aws:s3:Bucket b create\n${list}Outputs:\n    url: 1\n`)).to.equal(
      "+ aws:s3:Bucket b create\n\nOutputs:\n    url: 1\n",
    );
  });

  it("may come in any pieces", () => {
    const text = `one\n${list}two\n`;
    expect(left(...text)).to.equal("one\n\ntwo\n");
  });

  it("keeps a last line without an end, and what has no list", () => {
    expect(left("one\ntw", "o")).to.equal("one\ntwo\n");
    expect(left()).to.equal("");
  });

  it("does not lose what comes after a list that is cut off", () => {
    const lines: string[] = [];
    const output = new EngineOutput(line => void lines.push(line));
    output.write("Policies:\n  a");
    output.end();
    output.write("next\n");
    expect(lines).to.deep.equal(["next\n"]);
  });
});
