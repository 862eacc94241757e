import { expect } from "chai";
import { PassThrough } from "stream";

import { askHidden } from "../../../operations/parameters/prompt";

describe("a hidden prompt", () => {
  async function answer(typed: string) {
    const [input, output] = [new PassThrough(), new PassThrough({ encoding: "utf8" })];
    const { signal } = new AbortController();
    const value = askHidden("KEY: ", { input, output, signal });
    input.write(typed);
    return { value: await value, shown: output.read() as string };
  }

  it("takes a line and shows none of it", async () => {
    expect(await answer("sk_live\r")).to.deep.equal({ value: "sk_live", shown: "KEY: \n" });
  });

  it("takes Enter and Ctrl-D for no answer", async () => {
    expect((await answer("\r")).value).to.equal("");
    expect((await answer("\x04")).value).to.equal("");
  });
});
