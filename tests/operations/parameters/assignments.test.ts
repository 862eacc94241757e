import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";

import { assignmentsOf } from "../../../operations/parameters/assignments";
import { failureOf } from "../../support/failure";

const KEY = { name: "/shop/dev/stripe/api-key", variable: "STRIPE_API_KEY" };
const MAIL = { name: "/shop/dev/mail/key", variable: "MAIL_KEY" };
const OTHER_MAIL = { name: "/shop/dev/mail/other", variable: "MAIL_KEY" };
const VALUE = "sk_live_planted";

describe("the values of set-parameters", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "assignments-"))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const file = (content: string | Buffer) => {
    writeFileSync(join(folder, "given"), content);
    return join(folder, "given");
  };
  const read = (words: string[], { from, input = "" }: { from?: string; input?: string } = {}) =>
    assignmentsOf([KEY, MAIL, OTHER_MAIL], {
      words,
      from,
      readInput: () => Promise.resolve(input),
    });

  it("come from the standard input without the line end after them", async () => {
    expect(await read(["STRIPE_API_KEY=-"], { input: `${VALUE}\r\n` })).to.deep.equal([
      { secret: KEY, value: VALUE },
    ]);
  });

  const refused: [string, () => Promise<unknown>, RegExp][] = [
    [
      "on the command line",
      () => read([`STRIPE_API_KEY=${VALUE}`]),
      /^STRIPE_API_KEY: give NAME=@/,
    ],
    [
      "of an unknown name",
      () => read(["NOTHING=-"]),
      /waits for no value "NOTHING"; it takes STRIPE/,
    ],
    ["of an unknown name in a file", () => read([], { from: file("A=b\n") }), /"A" of .*given/],
    [
      "of a variable of two secrets",
      () => read(["MAIL_KEY=-"]),
      /MAIL_KEY is the variable of several/,
    ],
    [
      "that are empty",
      () => read(["STRIPE_API_KEY=-"], { input: " \n" }),
      /STRIPE_API_KEY is empty/,
    ],
    ["with line ends of Windows", () => read(["STRIPE_API_KEY=-"], { input: "a\r\nb" }), /CR LF/],
    ["that are too long", () => read(["STRIPE_API_KEY=-"], { input: "x".repeat(65_537) }), /65537/],
    [
      "that are no text",
      () => read([`STRIPE_API_KEY=@${file(Buffer.from([0xff, 0xfe]))}`]),
      /not a text in UTF-8/,
    ],
    ["of a file that is not there", () => read(["STRIPE_API_KEY=@/nothing/here"]), /ENOENT/],
    [
      "of a file without lines",
      () => read([], { from: file("nothing") }),
      /has no line of the form/,
    ],
    [
      "given twice",
      () => read(["STRIPE_API_KEY=-"], { from: file("STRIPE_API_KEY=a\n"), input: "b" }),
      /api-key is given twice/,
    ],
    ["of two names from one input", () => read(["STRIPE_API_KEY=-", `${MAIL.name}=-`]), /one name/],
  ];
  for (const [what, attempt, message] of refused) {
    it(`are refused ${what}, and not told`, async () => {
      const told = await failureOf(attempt());
      expect(told).to.match(message);
      expect(told).to.not.include(VALUE);
    });
  }
});
