import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Connection } from "../../components";
import { allowConnection } from "../../components/firewall";
import { record } from "../support/mocks";

const allow = (...connections: Connection[]) =>
  record(() => {
    for (const connection of connections) {
      allowConnection("web", "sg-web", connection, {});
    }
  });

describe("allowConnection", () => {
  it("opens one port between two groups, on both sides", async () => {
    const recording = await allow({ name: "db", port: 5432, securityGroupId: "sg-db" });
    const rule = {
      ipProtocol: "tcp",
      fromPort: 5432,
      toPort: 5432,
      description: "web to db on 5432",
    };
    expect(recording.only(aws.vpc.SecurityGroupEgressRule, "web-to-db").inputs).to.deep.equal({
      ...rule,
      securityGroupId: "sg-web",
      referencedSecurityGroupId: "sg-db",
    });
    expect(recording.only(aws.vpc.SecurityGroupIngressRule, "web-to-db").inputs).to.deep.equal({
      ...rule,
      securityGroupId: "sg-db",
      referencedSecurityGroupId: "sg-web",
    });
  });

  for (const peer of [{ cidrIpv4: "0.0.0.0/0" }, { prefixListId: "pl-1" }]) {
    it(`lets out to ${Object.keys(peer)[0]}, which has no group to open`, async () => {
      const recording = await allow({ name: "peer", port: 443, ...peer });
      expect(recording.only(aws.vpc.SecurityGroupEgressRule).inputs).to.deep.equal({
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        description: "web to peer on 443",
        securityGroupId: "sg-web",
        ...peer,
      });
      expect(recording.all(aws.vpc.SecurityGroupIngressRule)).to.deep.equal([]);
    });
  }

  it("names rules by client and peer, whatever their order", async () => {
    const a = { name: "a", port: 1, securityGroupId: "sg-a" };
    const b = { name: "b", port: 2, securityGroupId: "sg-b" };
    const names = async (...connections: Connection[]) =>
      (await allow(...connections)).all(aws.vpc.SecurityGroupEgressRule).map(({ name }) => name);
    expect(await names(a, b)).to.have.members(await names(b, a));
    expect(await names(a, b)).to.deep.equal(["web-to-a", "web-to-b"]);
  });
});
