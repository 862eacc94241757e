import type { GrantArgs, KeyArgs, KeyPolicyArgs } from "@pulumi/aws/kms";
import { expect } from "chai";

import { kmsGrantConstrained } from "../../../policies/least-privilege/kms-grant-constrained";
import { kmsKeyPolicyDefined } from "../../../policies/least-privilege/kms-key-policy-defined";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { describeRule, document, Props } from "../support/rule-cases";

describe(kmsKeyPolicyDefined.name, () => {
  const root = { AWS: "arn:aws:iam::123456789012:root" };
  const administered = document({ Sid: "Root", Principal: root, Action: "kms:*", Resource: "*" });
  const key = (props: Props<KeyArgs> = {}): Member => ({
    type: "aws:kms/key:Key",
    name: "shop",
    props: { id: "1234", ...props },
  });
  const attached = (props: Partial<Props<KeyPolicyArgs>>): Member => ({
    type: "aws:kms/keyPolicy:KeyPolicy",
    name: "policy",
    props: { keyId: "1234", policy: administered, ...props },
  });
  const on = (...members: Member[]) => stackViolations(kmsKeyPolicyDefined, members);
  const ofAws = "shop: The key has AWS's default policy: set policy to one of its own.";
  const closed = "policy: nobody may change it again: allow kms:* to the account's root.";
  const bypass = "bypassPolicyLockoutSafetyCheck lets the policy shut everyone out: leave it out.";

  it("accepts a policy of the key's own", async () => {
    expect(await on(key({ policy: administered }))).to.deep.equal([]);
  });

  it("reports a key without policy, and with what AWS gives it then", async () => {
    const given = document({
      Sid: "Enable IAM User Permissions",
      Principal: root,
      Action: "kms:*",
    });
    expect(await on(key())).to.deep.equal([ofAws]);
    expect(await on(key({ policy: given }))).to.deep.equal([ofAws]);
  });

  for (const type of ["replicaKey:ReplicaKey", "externalKey:ExternalKey"]) {
    it(`holds for ${type}`, async () => {
      expect(await on({ ...key(), type: `aws:kms/${type}` })).to.deep.equal([ofAws]);
    });
  }

  it("accepts a policy that is attached, before the key's id is known", async () => {
    expect(await on(key(), attached({}))).to.deep.equal([]);
    const unmade = key({ id: unknownValue } as object);
    const from = { keyId: unmade };
    expect(await on(unmade, { ...attached({ keyId: unknownValue }), from })).to.deep.equal([]);
    expect(await on(unmade, attached({ keyId: "5678" }))).to.deep.equal([ofAws]);
  });

  it("reports a policy that nobody may change", async () => {
    const used = document({
      Principal: { AWS: "arn:aws:iam::123456789012:role/orders" },
      Action: ["kms:Decrypt", "kms:DescribeKey"],
    });
    const service = document({ Principal: { Service: "logs.amazonaws.com" }, Action: "kms:*" });
    const denied = document({ Effect: "Deny", Principal: root, Action: "kms:*" });
    for (const policy of [used, service, denied]) {
      expect(await on(key({ policy }))).to.deep.equal([`shop: ${closed}`]);
      expect(await on(key(), attached({ policy }))).to.deep.equal([`policy: ${closed}`]);
    }
  });

  it("accepts a role that administers", async () => {
    const use = { Principal: { Service: "logs.amazonaws.com" }, Action: "kms:Decrypt" };
    const among = { Principal: { ...root, Service: "logs.amazonaws.com" }, Action: "kms:*" };
    expect(await on(key({ policy: document(use, among) }))).to.deep.equal([]);
    const AWS = "arn:aws:iam::123456789012:role/admin";
    const policy = document({ Principal: { AWS }, Action: ["kms:Describe*", "kms:Put*"] });
    expect(await on(key({ policy }))).to.deep.equal([]);
  });

  it("reports a safety check that is switched off", async () => {
    const on1 = { policy: administered, bypassPolicyLockoutSafetyCheck: true };
    expect(await on(key(on1))).to.deep.equal([`shop: ${bypass}`]);
    expect(await on(key(), attached(on1))).to.deep.equal([`policy: ${bypass}`]);
    const off = { policy: administered, bypassPolicyLockoutSafetyCheck: false };
    expect(await on(key(off))).to.deep.equal([]);
  });

  it("says nothing of a policy that is not known yet, and judges the other keys", async () => {
    expect(await on(key({ policy: unknownValue }))).to.deep.equal([]);
    const unsure = key({
      policy: administered,
      bypassPolicyLockoutSafetyCheck: unknownValue,
    });
    expect(await on(unsure, { ...key(), name: "other" })).to.deep.equal([
      ofAws.replace("shop:", "other:"),
      "string value at .bypassPolicyLockoutSafetyCheck can't be known during preview",
    ]);
  });
});

const constraints = [{ encryptionContextEquals: { app: "shop" } }];
const unbound =
  "[Constraints] constraints is not set: name the encryption context that the grant is for.";
const handedOn = (operation: string) =>
  `[Operation::${operation}] operations: ${operation} lets the grantee hand the key on: leave it out.`;
describeRule<GrantArgs>(kmsGrantConstrained, "aws:kms/grant:Grant", [
  ["accepts use for one purpose", { operations: ["Decrypt", "GenerateDataKey"], constraints }, []],
  ["reports use for any purpose", { operations: ["Decrypt"] }, [unbound]],
  ["reports an empty list", { operations: ["ReEncryptFrom"], constraints: [] }, [unbound]],
  [
    "reports grants of grants",
    { operations: ["CreateGrant", "Encrypt", "RetireGrant"], constraints },
    [handedOn("CreateGrant"), handedOn("RetireGrant")],
  ],
  [
    "reports both",
    { operations: ["CreateGrant", "GenerateDataKey"] },
    [handedOn("CreateGrant"), unbound],
  ],
  [
    "accepts operations that no context can limit",
    { operations: ["Sign", "Verify", "DescribeKey"] },
    [],
  ],
  [
    "accepts constraints that are not known yet",
    { operations: ["Decrypt"], constraints: [unknownValue] },
    [],
  ],
  [
    "judges the operations beside one that is not known yet",
    { operations: [unknownValue, "CreateGrant"], constraints },
    [handedOn("CreateGrant"), "string value at .operations.0 can't be known during preview"],
  ],
  ["says nothing of none", {}, []],
]);
