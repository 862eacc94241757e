import { expect } from "chai";

import { describeLine, toLine } from "../../../operations/logs/line";

/** The line as people see it. */
function shown(message: string, withContainer = false): string {
  const line = toLine({
    timestamp: Date.UTC(2026, 0, 31, 9, 30, 0, 5),
    logStreamName: "orders/envoy/0123456789abcdef",
    message,
  });
  return describeLine(line, withContainer);
}

describe("A log line", () => {
  const head = "2026-01-31T09:30:00.005Z 01234567 ";

  it("that is no JSON stays as it is, after its time and task", () => {
    expect(shown("listening on 3000\n")).to.equal(`${head}listening on 3000`);
    expect(shown("{not json")).to.equal(`${head}{not json`);
  });

  it("names its container where there are several", () => {
    expect(shown("ready", true)).to.equal("2026-01-31T09:30:00.005Z envoy/01234567 ready");
  });

  it("of pino is made readable", () => {
    const line = { level: 50, time: 1, pid: 7, hostname: "ip-10-0-1-2", msg: "refused", code: 17 };
    expect(shown(JSON.stringify(line))).to.equal(`${head}ERROR refused {"code":17}`);
  });

  it("of JSON with words for its level is made readable", () => {
    expect(shown('{"severity":"info","message":"up","timestamp":"now"}')).to.equal(
      `${head}INFO  up`,
    );
    expect(shown('{"level":"warn","message":"slow"}')).to.equal(`${head}WARN  slow`);
  });

  it("of JSON without level or message stays as it is", () => {
    expect(shown('{"level":30}')).to.equal(`${head}{"level":30}`);
    expect(shown('{"msg":"up"}')).to.equal(`${head}{"msg":"up"}`);
    expect(shown('{"level":{},"msg":"up"}')).to.equal(`${head}{"level":{},"msg":"up"}`);
  });

  it("cannot steer the terminal", () => {
    expect(shown("\u001b[2Ja\u0007\tb\u001b[39m c\r")).to.equal(`${head}a\tb c`);
    expect(shown('{"level":30,"msg":"\\u001b]0;title\\u0007up"}')).to.equal(
      `${head}INFO  ]0;titleup`,
    );
  });
});
