import { expect } from "chai";

import { service, stackOf } from "./support/account";
import { withReleases } from "./support/with-releases";

describe("npm run deploy-all", () => {
  const account = withReleases(
    stackOf([service("orders"), service("invoices"), service("shipping")]),
  );
  const deployAll = (...args: string[]) => account.run(["deploy-all", ...args]);
  const outcomes = (stdout: string) =>
    JSON.parse(stdout).services.map(({ name, outcome }: any) => `${name} ${outcome}`);

  /** One service's deployments fail. */
  const failing = (name: string) => {
    const update = account.model.answers().UpdateService as (input: any) => object;
    return {
      UpdateService: (input: any) => {
        account.model.fate = input.service === name ? "fails" : "comesOut";
        return update(input);
      },
    };
  };

  it("deploys every service in the stack's order, and nothing when repeated", async () => {
    const { code, stdout, changes } = await deployAll("v2", "--json");
    expect(code).to.equal(0);
    expect(outcomes(stdout)).to.deep.equal([
      "orders deployed",
      "invoices deployed",
      "shipping deployed",
    ]);
    expect(changes.filter(one => one === "UpdateService")).to.have.length(3);
    const again = await deployAll("v2", "--json");
    expect(outcomes(again.stdout)[0]).to.equal("orders ran already");
    expect(again.changes).to.deep.equal([]);
  });

  it("begins with none when one has not the version", async () => {
    const describeImages = account.model.answers().DescribeImages as (input: any) => object;
    const { code, stderr, changes } = await account.run(["deploy-all", "v2"], {
      DescribeImages: (input: any) =>
        input.repositoryName !== "shop/dev/shipping"
          ? describeImages(input)
          : input.imageIds === undefined
            ? {
                imageDetails: [
                  { imageTags: ["v0"], imagePushedAt: 1 },
                  { imageTags: ["v1"], imagePushedAt: 2 },
                ],
              }
            : { __type: "ImageNotFoundException", message: "no" },
    });
    expect(code).to.equal(2);
    expect(stderr).to.equal(
      'error: shipping: the repository shop/dev/shipping has no image "v2"; the last ones there are v1, v0\n',
    );
    expect(changes).to.deep.equal([]);
  });

  it("stops at the first that fails, says how to go back, and goes on when told to", async () => {
    const stopped = await account.run(["deploy-all", "v2"], failing("invoices"));
    expect(stopped.code).to.equal(1);
    expect(stopped.stderr).to.include("error: invoices: the new version does not run");
    expect(stopped.stdout)
      .to.match(/^orders +deployed +shop-orders-dev:2/m)
      .and.to.match(/^invoices +failed/m)
      .and.to.match(/^shipping +not begun/m)
      .and.to.include("to go back:\n  npm run rollback -- orders --outputs outputs.json\n");
    const on = await account.run(["deploy-all", "v3", "--continue", "--json"], failing("invoices"));
    expect(on.code).to.equal(1);
    expect(outcomes(on.stdout)).to.deep.equal([
      "orders deployed",
      "invoices failed",
      "shipping deployed",
    ]);
  });

  it("deploys those that are named alone, and refuses names that are not there", async () => {
    const { code, stdout } = await deployAll("v2", "--services", "shipping,orders", "--json");
    expect(code).to.equal(0);
    expect(outcomes(stdout)).to.deep.equal(["orders deployed", "shipping deployed"]);
    expect((await deployAll("v2", "--services", "orders,nobody")).code).to.equal(2);
  });
});
