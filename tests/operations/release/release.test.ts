import { expect } from "chai";

import { previousGood, Release, wentBackFrom } from "../../../operations/release/release";

/** Releases by revision number, the newest first; `!` marks one that failed, `~` one under way. */
const history = (...numbers: string[]): Release[] =>
  numbers.map((text, index) => ({
    id: String(index),
    revision: `arn:aws:ecs:us-east-1:1:task-definition/orders:${parseInt(text, 10)}`,
    state: text.endsWith("!") ? "failed" : text.endsWith("~") ? "running" : "done",
    at: new Date(1000 - index),
  }));
const number = (revision: string | undefined) =>
  revision === undefined ? undefined : Number(revision.split(":").pop());
const good = (...numbers: string[]) => {
  const releases = history(...numbers);
  return number(previousGood(releases, releases[0].revision));
};
const from = (...numbers: string[]) => number(wentBackFrom(history(...numbers)));

describe("what a service goes back to", () => {
  it("is what came out well before", () => {
    expect(good("2", "1")).to.equal(1);
    expect(good("5~", "3", "1")).to.equal(3);
  });

  it("is not what failed, nor the same revision again", () => {
    expect(good("4", "3!", "2", "1")).to.equal(2);
    expect(good("4", "4", "2")).to.equal(2);
  });

  it("is not what somebody went back from", () => {
    expect(good("3", "1", "2", "1")).to.equal(1);
    expect(good("3", "1!", "2", "1")).to.equal(1);
  });

  it("is a revision again that was taken back and later deployed again", () => {
    expect(good("3", "2", "1", "2", "1")).to.equal(2);
  });

  it("is nothing after the first deployment", () => {
    expect(good("1")).to.equal(undefined);
    expect(good("2", "1!")).to.equal(undefined);
  });
});

describe("whether a service has gone back", () => {
  it("is told by a lower revision after a higher one", () => {
    expect(from("1", "2", "1")).to.equal(2);
    expect(from("1~", "2", "1")).to.equal(2);
    expect(from("1", "1", "3")).to.equal(3);
  });

  it("is not so after a deployment", () => {
    expect(from("2", "1")).to.equal(undefined);
    expect(from("3", "1", "2")).to.equal(undefined);
    expect(from("1")).to.equal(undefined);
  });
});
