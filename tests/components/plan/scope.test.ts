import { expect } from "chai";

import { Scope } from "../../../components/plan/scope";
import { scopeOf } from "../../support/scope";

describe("Scope", () => {
  it("names things the documented way", () => {
    const scope = scopeOf("prod");
    expect(scope.name()).to.equal("order-management-prod");
    expect(scope.name("alb")).to.equal("order-management-alb-prod");
  });

  it("spells the environment as the system's documents do", () => {
    const scope = new Scope({
      app: "customer-order-portal",
      environment: "prod",
      label: "production",
      region: "us-east-1",
      accountId: "123456789012",
    });
    expect(scope.name()).to.equal("customer-order-portal-production");
    expect(scope.isProd).to.equal(true);
  });

  it("keeps the documented paths in prod and puts other environments below their own", () => {
    expect(scopeOf("prod").path("database", "url")).to.equal("/order-management/database/url");
    expect(scopeOf("dev").path("database", "url")).to.equal("/order-management/dev/database/url");
  });

  it("names one of several stacks of an environment after itself, wherever the environment stood", () => {
    const args = { app: "shop", registry: "images", region: "us-east-1", accountId: "1" };
    const scope = new Scope({
      ...args,
      environment: "dev",
      label: "development",
      instance: "pr-12",
    });
    expect(scope.name("alb")).to.equal("shop-alb-pr-12");
    expect(scope.path("url")).to.equal("/shop/pr-12/url");
    expect(scope.repository("orders")).to.equal("images/pr-12/orders");
    expect(scope.environmentLabel).to.equal("development");
    const { label, environmentLabel } = scope.at("us-west-2");
    expect({ label, environmentLabel }).to.deep.equal({
      label: "pr-12",
      environmentLabel: "development",
    });
  });

  it("refuses several stacks of prod", () => {
    const args = { app: "shop", region: "us-east-1", accountId: "1", instance: "pr-12" };
    expect(() => new Scope({ ...args, environment: "prod" })).to.throw(
      'instance is "pr-12"; prod has one stack of a system',
    );
  });

  it("composes ARNs in the region's partition", () => {
    expect(scopeOf("prod").arn("ssm", "parameter/x")).to.equal(
      "arn:aws:ssm:us-east-1:123456789012:parameter/x",
    );
    expect(scopeOf("prod").iamArn("role/x")).to.equal("arn:aws:iam::123456789012:role/x");
    expect(scopeOf("prod").s3Arn("bucket/*")).to.equal("arn:aws:s3:::bucket/*");
    const china = { app: "shop", environment: "dev", accountId: "123456789012" } as const;
    expect(new Scope({ ...china, region: "cn-north-1" }).s3Arn("b")).to.equal("arn:aws-cn:s3:::b");
    expect(new Scope({ ...china, region: "us-gov-west-1" }).partition).to.equal("aws-us-gov");
  });

  for (const app of ["", "Order", "9lives", "order_management", "order-"]) {
    it(`refuses ${JSON.stringify(app)} as a base name`, () => {
      expect(
        () => new Scope({ app, environment: "dev", region: "us-east-1", accountId: "1" }),
      ).to.throw(`app is "${app}"; use lower-case letters, digits and dashes`);
    });
  }
});
