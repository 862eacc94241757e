import { expect } from "chai";

import { isNarrowedBy, isScopedByCondition } from "../../policies/iam/condition";
import { parseDocument } from "../../policies/iam/document";

describe("a condition", () => {
  const scopes = (Condition: object) =>
    isScopedByCondition(parseDocument({ Statement: { Condition } })[0]);
  const orders = "orders";

  for (const key of [
    "aws:ResourceTag/Application",
    "aws:RequestTag/Application",
    "ec2:ResourceTag/Application",
    "cloudwatch:namespace",
    "ec2:Subnet",
    "ec2:Vpc",
    "ecs:cluster",
    "ecs:service",
    "ecs:task",
    "elasticfilesystem:AccessPointArn",
    "iam:AWSServiceName",
    "secretsmanager:SecretId",
    "servicediscovery:NamespaceArn",
    "servicediscovery:ServiceArn",
  ]) {
    it(`on ${key} names a resource`, () => {
      expect(scopes({ StringEquals: { [key]: orders } })).to.equal(true);
      expect(scopes({ StringNotEquals: { [key]: orders } })).to.equal(false);
    });
  }

  for (const operator of [
    "StringEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "ArnEquals",
    "ArnLike",
    "ForAnyValue:StringLike",
  ]) {
    it(`with ${operator} narrows, but not to nothing or anything`, () => {
      expect(scopes({ [operator]: { "ecs:cluster": orders } })).to.equal(true);
      expect(scopes({ [operator]: { "ecs:cluster": [orders, "orders-*"] } })).to.equal(true);
      expect(scopes({ [operator]: { "ecs:cluster": [] } })).to.equal(false);
      expect(scopes({ [operator]: { "ecs:cluster": [orders, "*"] } })).to.equal(false);
    });
  }

  for (const key of [
    "aws:PrincipalAccount",
    "aws:PrincipalOrgID",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "iam:AWSServiceName",
    "kms:CallerAccount",
    "s3:DataAccessPointAccount",
    "SAML:aud",
    "sts:ExternalId",
  ]) {
    it(`on ${key} names one, or nobody`, () => {
      const narrows = (value: string) => {
        const Condition = { StringLike: { [key]: ["one", value] } };
        return isNarrowedBy(parseDocument({ Statement: { Condition } })[0], key.toLowerCase());
      };
      expect(["another", "an*", "an?ther", "*"].map(narrows)).to.deep.equal([
        true,
        false,
        false,
        false,
      ]);
    });
  }

  for (const operator of [
    "StringNotEquals",
    "StringNotLike",
    "StringEqualsIfExists",
    "ForAllValues:StringEquals",
    "Null",
    "Bool",
  ]) {
    it(`with ${operator} does not narrow`, () => {
      expect(scopes({ [operator]: { "ecs:cluster": orders } })).to.equal(false);
    });
  }

  it("on who calls, from where or how names no resource", () => {
    for (const key of ["aws:PrincipalOrgID", "aws:SourceVpc", "kms:ViaService", "ecs:enable-x"]) {
      expect(scopes({ StringEquals: { [key]: orders } }), key).to.equal(false);
    }
  });
});
