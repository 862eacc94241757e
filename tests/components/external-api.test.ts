import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { ExternalApi, MicroService, Platform, Secret } from "../../components";
import { containerOf } from "../support/documents";
import { failureOf } from "../support/failure";
import { record } from "../support/mocks";
import { platformOf } from "../support/platform";
import { plainService } from "../support/service";

/** A service that calls an API with a key. */
const caller = (platform: Platform) => {
  const { scope, key } = platform;
  const token = new Secret("token", { scope, key, path: "chat/token", variable: "TOKEN" });
  const api = new ExternalApi("chat-api", { hosts: ["api.example.com"], secrets: [token] });
  return new MicroService("chat", {
    ...plainService(platform),
    link: [api],
  });
};

describe("ExternalApi", () => {
  it("gives a service the way out and the secrets", async () => {
    const recording = await record(() => caller(platformOf("prod")));
    expect(
      recording.only(aws.vpc.SecurityGroupEgressRule, "chat-to-internet").inputs,
    ).to.deep.include({ fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" });
    expect(containerOf(recording, "chat").secrets.map(({ name }: any) => name)).to.deep.equal([
      "TOKEN",
    ]);
    expect(recording.only(aws.ecs.Service).options.dependencies).to.include(
      recording.only(aws.secretsmanager.Secret, "token").urn,
    );
  });

  it("refuses its service in a network that does not lead there", async () => {
    const closed = record(() => caller(platformOf("prod", "p", { network: { nat: "none" } })));
    expect(await failureOf(closed)).to.contain("chat needs api.example.com on the internet");
  });

  it("takes the hosts below a domain", () => {
    const { internet } = new ExternalApi("x", { hosts: ["*.example.com"] }).link();
    expect(internet).to.deep.equal(["*.example.com"]);
  });

  for (const hosts of [[], ["https://api.example.com"], ["api.example.com:443"], ["localhost"]]) {
    it(`refuses ${JSON.stringify(hosts)}`, () => {
      expect(() => new ExternalApi("x", { hosts })).to.throw(
        `ExternalApi "x": hosts is ${JSON.stringify(hosts)}; use host names`,
      );
    });
  }
});
