import { expect } from "chai";
import type { Violation } from "../../../local/report/plan-document";
import { describeViolations } from "../../../local/report/violation";

const violation: Violation = {
  pack: "all",
  policy: "rds-storage-encrypted",
  level: "mandatory",
  urn: "urn:pulumi:prod::p::infra:database:Database$aws:rds/instance:Instance::orders",
  message:
    "RDS instances and clusters encrypt their storage.\nStorage is not encrypted: set storageEncrypted to true.",
};
const url = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html";

async function describeViolation(one: Violation, details: boolean): Promise<string> {
  return (await describeViolations([one], details)).join("\n");
}

describe("a violation", () => {
  it("is one line: level, rule, resource, what is wrong, what to set and where to read on", async () => {
    expect(await describeViolation(violation, false)).to.equal(
      `  mandatory  rds-storage-encrypted  orders (aws:rds/instance:Instance): Storage is not encrypted: set storageEncrypted to true. ${url}`,
    );
  });

  it("has its rule in full below it on request", async () => {
    expect((await describeViolation(violation, true)).split("\n").slice(1)).to.deep.equal([
      "      RDS instances and clusters encrypt their storage. Severity high; AWS Foundational Security Best Practices RDS.3.",
      "      To mend it: Set storageEncrypted to true before the database is created; an existing one is restored from an encrypted copy of its snapshot.",
    ]);
  });

  it("of a user's own rule is told as that rule tells it", async () => {
    const own = { ...violation, policy: "own-rule", message: "Own." };
    for (const details of [false, true]) {
      expect(await describeViolation(own, details)).to.equal(
        "  mandatory  own-rule  orders (aws:rds/instance:Instance): Own.",
      );
    }
  });

  it("of the whole stack names no resource", async () => {
    const urn = "urn:pulumi:prod::p::pulumi:pulumi:Stack::p-prod";
    const stale = { ...violation, policy: "own-rule", message: "Own.\nAn end.", urn };
    expect(await describeViolation(stale, false)).to.equal(
      "  mandatory  own-rule  the stack: An end.",
    );
    expect(await describeViolation({ ...stale, urn: "" }, false)).to.contain("the stack: An end.");
  });
});
