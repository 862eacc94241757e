import { expect } from "chai";

import { service, stackOf } from "./support/account";
import { HANG_UP } from "../support/fake-aws";
import { withReleases } from "./support/with-releases";

describe("npm run rollback", () => {
  const account = withReleases(stackOf([service("orders"), service("invoices")]));
  const rollback = (...args: string[]) => account.run(["rollback", ...args]);

  it("goes back to what ran well before, and no further and not forward when repeated", async () => {
    account.model.deployed("orders", "v2");
    account.model.deployed("orders", "v3");
    const { code, stdout, stderr, changes } = await rollback("orders");
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    expect(stdout).to.match(/^orders +went back +shop-orders-dev:3 +shop-orders-dev:2 +orders@/m);
    expect(changes).to.deep.equal(["UpdateService"]);

    const again = await rollback("orders");
    expect(again.code).to.equal(0);
    expect(again.stdout).to.include(
      "orders: shop-orders-dev:2 runs since it went back from shop-orders-dev:3; to go further back",
    );
    expect(again.changes).to.deep.equal([]);
    expect(account.model.runs("orders")).to.equal(2);
  });

  it("ends in the same state when it is interrupted and repeated", async () => {
    account.model.deployed("orders", "v2");
    const lost = await account.run(["rollback", "orders"], { UpdateService: HANG_UP });
    expect(lost.code).to.equal(3);
    expect(lost.stderr).to.include("AWS may go on with shop-orders-dev:1; the same command again");

    // AWS had heard it all the same.
    account.model.begin("orders", 1);
    const left = await account.run(["rollback", "orders"], {}, /waiting for shop-orders-dev:1/);
    expect(left.code).to.equal(130);
    expect(left.stderr).to.include("what was started in AWS goes on");
    expect(left.changes).to.deep.equal([]);

    account.model.settle("orders");
    const again = await rollback("orders");
    expect(again.code).to.equal(0);
    expect(again.changes).to.deep.equal([]);
    expect(account.model.runs("orders")).to.equal(1);
  });

  it("waits for a rollback that is under way instead of beginning another", async () => {
    account.model.deployed("orders", "v2");
    account.model.begin("orders", 1);
    const { code, stdout, changes } = await account.run(
      ["rollback", "orders"],
      account.model.settling("orders"),
    );
    expect(code).to.equal(0);
    expect(stdout).to.include("orders: waiting for shop-orders-dev:1, which is under way");
    expect(changes).to.deep.equal([]);
    expect(account.model.history("orders")).to.deep.equal([
      "1 SUCCESSFUL",
      "2 SUCCESSFUL",
      "1 SUCCESSFUL",
    ]);
  });

  it("takes back a deployment that is under way, and then has nothing to do", async () => {
    account.model.deployed("orders", "v2", "IN_PROGRESS");
    const { code, stdout, changes } = await rollback("orders");
    expect(code).to.equal(0);
    expect(stdout).to.match(/^orders +went back +shop-orders-dev:2 +shop-orders-dev:1 /m);
    expect(changes).to.deep.equal(["StopServiceDeployment"]);

    const again = await rollback("orders");
    expect(again.code).to.equal(0);
    expect(again.stdout).to.include("AWS has taken back shop-orders-dev:2 itself");
    expect(again.changes).to.deep.equal([]);
  });

  it("changes nothing when the image, the revision or anything before is not there", async () => {
    account.model.deployed("orders", "v2");
    delete account.model.images.v1;
    const image = await rollback("orders");
    expect(image.code).to.equal(1);
    expect(image.stderr).to.include(
      "its image orders@sha256:111111111111 is no longer in the registry",
    );
    account.model.deregister("orders", 1);
    const revision = await rollback("orders");
    expect(revision.stderr).to.include("shop-orders-dev:1 would be next, but it is deregistered");
    const first = await rollback("invoices");
    expect(first.code).to.equal(1);
    expect(first.stderr).to.include("shop-invoices-dev:1 is its first revision");
    expect([...image.changes, ...revision.changes, ...first.changes]).to.deep.equal([]);
  });

  it("takes the revision before when AWS has forgotten, and asks when that may be wrong", async () => {
    account.model.deployed("orders", "v2");
    account.model.forget("orders");
    const { code, stdout } = await rollback("orders");
    expect(code).to.equal(0);
    expect(stdout).to.include("AWS does not remember what ran before: shop-orders-dev:1");
    account.model.deployed("invoices", "v2");
    account.model.deployed("invoices", "v3");
    await rollback("invoices", "--to", "2");
    account.model.forget("invoices");
    const unsure = await rollback("invoices");
    expect(unsure.code).to.equal(1);
    expect(unsure.stderr).to.include("choose with --to: shop-invoices-dev:1");
    expect(unsure.changes).to.deep.equal([]);
  });

  it("goes to a revision that is named, and refuses another service's", async () => {
    account.model.deployed("orders", "v2");
    account.model.deployed("orders", "v3");
    const { code } = await rollback("orders", "--to", "shop-orders-dev:1");
    expect(code).to.equal(0);
    expect(account.model.runs("orders")).to.equal(1);
    const other = await rollback("orders", "--to", "shop-invoices-dev:1");
    expect(other.code).to.equal(2);
    expect(other.stderr).to.include('--to is "shop-invoices-dev:1"');
    const none = await rollback("orders", "--to", "9");
    expect(none.code).to.equal(1);
    expect(none.stderr).to.include("ECS has no revision shop-orders-dev:9");
  });

  it("takes back all that was deployed lately, the last in order first", async () => {
    const old = await rollback("--all");
    expect(old.stdout).to.equal("no service was deployed in the last 60 minutes: nothing to do\n");
    account.model.now();
    account.model.deployed("orders", "v2");
    account.model.deployed("invoices", "v2");
    const { code, stdout } = await rollback("--all", "--json");
    expect(code).to.equal(0);
    expect(
      JSON.parse(stdout).services.map(({ name, outcome }: any) => [name, outcome]),
    ).to.deep.equal([
      ["invoices", "went back"],
      ["orders", "went back"],
    ]);
  });

  it("goes on with the others after one that cannot go back, and fails", async () => {
    account.model.now();
    account.model.deployed("orders", "v2");
    account.model.deployed("invoices", "v2");
    account.model.deregister("invoices", 1);
    const { code, stdout } = await rollback("--all");
    expect(code).to.equal(1);
    expect(stdout)
      .to.match(/^invoices +failed/m)
      .and.to.match(/^orders +went back/m);
  });

  it("wants a service or --all", async () => {
    const neither = await rollback();
    expect(neither.code).to.equal(2);
    expect(neither.stderr).to.equal(
      "error: name a service, or give --all: npm run rollback -- --all --outputs outputs.json\n",
    );
    expect((await rollback("orders", "--all")).code).to.equal(2);
    expect((await rollback("--all", "--to", "3")).code).to.equal(2);
    expect((await rollback("--all", "--since", "soon")).code).to.equal(2);
  });
});
