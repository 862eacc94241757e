import { expect } from "chai";
import { PassThrough } from "node:stream";
import { consoleIo } from "../../../local/runner";

describe("consoleIo", () => {
  function write(isTTY: boolean): string {
    const stream = Object.assign(new PassThrough(), { isTTY }) as unknown as NodeJS.WriteStream;
    const io = consoleIo(stream, 6);
    io.report("Starting");
    io.log("order", "one");
    io.log("bill", "two");
    io.log("order", "three");
    return String(stream.read());
  }

  it("puts the service's name before its lines, without colour where no terminal is", () => {
    expect(write(false)).to.equal("Starting\norder  | one\nbill   | two\norder  | three\n");
  });

  it("gives a service one colour throughout on a terminal", () => {
    const [, first, other, third] = write(true).split("\n");
    const colour = (line: string) => line.slice(0, line.indexOf("m") + 1);
    expect(colour(first)).to.match(/^.\[\d+m$/);
    expect(colour(third)).to.equal(colour(first));
    expect(colour(other)).to.not.equal(colour(first));
  });
});
