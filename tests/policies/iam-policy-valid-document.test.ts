import type { RolePolicyArgs } from "@pulumi/aws/iam";
import { expect } from "chai";

import { iamPolicyValidDocument as rule } from "../../policies/least-privilege/iam-policy-valid-document";
import { unknownValue, violations } from "./support/engine";
import { document, ruleCases } from "./support/rule-cases";

const fine = { Action: "s3:GetObject", Resource: "arn:aws:s3:::orders-files/*" };

describe(rule.name, () => {
  ruleCases<RolePolicyArgs>(rule, "aws:iam/rolePolicy:RolePolicy", [
    [
      "reports text that is no JSON, without quoting it",
      { policy: "{ secret" },
      ["[policy] The document cannot be read, it is not JSON: write it as IAM's JSON."],
    ],
    [
      "reports JSON that is no document",
      { policy: "[]" },
      [
        "[policy] The document cannot be read, the document is not an object: write it as IAM's JSON.",
      ],
    ],
    [
      "reports a statement that is none",
      { policy: JSON.stringify({ Version: "2012-10-17", Statement: ["Allow"] }) },
      [
        "[policy] The document cannot be read, statement 1 is not an object: write it as IAM's JSON.",
      ],
    ],
    [
      "reports an old version and no statement",
      { policy: JSON.stringify({ Version: "2008-10-17", Statement: [] }) },
      [
        '[policy] Version is not "2012-10-17": older ones lack policy variables.',
        "[policy] There is no statement: remove the policy or write one.",
      ],
    ],
    [
      "reports statements that lack a part or have both of two",
      {
        policy: document(
          { ...fine, Effect: "allow" },
          { Resource: "*" },
          { ...fine, NotAction: "s3:PutObject" },
          { Action: "s3:GetObject", Resource: [] },
        ),
      },
      [
        "[policy] Statement 1 has no Effect: write Allow or Deny.",
        "[policy] Statement 2 needs Action or NotAction: write one of the two.",
        "[policy] Statement 3 needs Action or NotAction: write one of the two.",
        "[policy] Statement 4 needs Resource or NotResource: write one of the two.",
      ],
    ],
    [
      "reports Sids that IAM refuses or that are used twice",
      {
        policy: document(
          { ...fine, Sid: "Read files" },
          { ...fine, Sid: "A" },
          { ...fine, Sid: "A" },
        ),
      },
      [
        '[policy] Sid "Read files" has other characters than letters and digits.',
        '[policy] Sid "A" is used twice: give each statement its own.',
      ],
    ],
    [
      "reports members that stand there twice, in two spellings",
      {
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", action: "s3:GetObject", Action: "*", Resource: "*" }],
          statement: [],
        }),
      },
      [
        "[policy] The document has statement more than once: write it once.",
        "[policy] Statement 1 has Action more than once: write it once.",
      ],
    ],
    ["accepts statements without Sid", { policy: document(fine, fine) }, []],
    ["accepts a resource without a policy", {}, []],
    [
      "is the rule that waits for a document that is not known yet",
      { policy: unknownValue },
      ["string value at .policy can't be known during preview"],
    ],
  ]);

  it("judges each document of a role, and then waits for the unknown one", async () => {
    const props = {
      assumeRolePolicy: "{",
      inlinePolicies: [{ policy: unknownValue }, { policy: document({ Action: "s3:GetObject" }) }],
    };
    expect(await violations(rule, { type: "aws:iam/role:Role", props })).to.deep.equal([
      "[inlinePolicies[1].policy] Statement 1 needs Resource or NotResource: write one of the two.",
      "[assumeRolePolicy] The document cannot be read, it is not JSON: write it as IAM's JSON.",
      "string value at .inlinePolicies.0.policy can't be known during preview",
    ]);
  });

  it("asks trust and resource policies for principals, not for resources", async () => {
    for (const [type, key] of [
      ["aws:iam/role:Role", "assumeRolePolicy"],
      ["aws:kms/key:Key", "policy"],
      ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "policyDocument"],
    ]) {
      const statement = { Action: "kms:Decrypt", Principal: { Service: "ecs.amazonaws.com" } };
      expect(await violations(rule, { type, props: { [key]: document(statement) } })).to.deep.equal(
        [],
      );
      expect(await violations(rule, { type, props: { [key]: document(fine) } })).to.deep.equal([
        `[${key}] Statement 1 needs Principal or NotPrincipal: write one of the two.`,
      ]);
    }
  });
});
