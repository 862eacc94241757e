import { expect } from "chai";

import { TestAccount } from "./support";

const PROVIDER = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";

const provider = (url: string) => ({ url, clientIdLists: ["sts.amazonaws.com"] });

describe("the stand-in for identity providers", () => {
  it("names a provider after its host", () => {
    const { id, outputs } = new TestAccount().make(
      PROVIDER,
      "github",
      provider("https://a.example"),
    );
    expect(id).to.equal("arn:aws:iam::123456789012:oidc-provider/a.example");
    expect(outputs.arn).to.equal(id);
  });

  it("takes one provider of a host", () => {
    const account = new TestAccount();
    account.make(PROVIDER, "one", provider("https://a.example"));
    expect(() => account.make(PROVIDER, "two", provider("https://a.example"))).to.throw(
      /AlreadyExists: "one" is there/,
    );
  });

  for (const url of ["http://a.example", "https://a.example:8443", "https://a.example?x=1"]) {
    it(`refuses ${url}`, () => {
      expect(() => new TestAccount().make(PROVIDER, "github", provider(url))).to.throw(
        /https:\/\/ and a host, without port or query/,
      );
    });
  }
});
