import { expect } from "chai";

import { service, stackOf } from "./support/account";
import { HANG_UP } from "../support/fake-aws";
import { refusal } from "./support/recorded";
import { digest } from "./support/release-model";
import { withReleases } from "./support/with-releases";

describe("npm run deploy", () => {
  const account = withReleases(stackOf([service("orders"), service("invoices")]));
  const deploy = (...args: string[]) => account.run(["deploy", ...args]);

  it("brings a tag out by its digest, and waits until it runs", async () => {
    const { code, stdout, stderr, changes } = await deploy("orders", "v2");
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    expect(stdout.split("\n").slice(0, 3)).to.deep.equal([
      "orders: shop-orders-dev:1 -> shop-orders-dev:2 with orders@sha256:222222222222",
      "orders runs orders@sha256:222222222222 (shop-orders-dev:2): 2 of 2 tasks",
      "orders is deployed: v2 (shop-orders-dev:2)",
    ]);
    expect(changes).to.deep.equal(["RegisterTaskDefinition", "UpdateService"]);
    expect(account.model.runs("orders")).to.equal(2);
  });

  it("changes nothing when the digest runs already", async () => {
    const { code, stdout, changes } = await deploy("orders", digest("1"), "--json");
    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.include({ revision: "shop-orders-dev:1", changed: false });
    expect(changes).to.deep.equal([]);
  });

  it("says why a version did not come up, and what runs", async () => {
    account.model.fate = "fails";
    const { code, stderr } = await deploy("orders", "v2");
    expect(code).to.equal(1);
    expect(stderr).to.match(/^error: orders: the new version does not run: ECS rolled back/);
    expect(stderr).to.include("tasks failed to start");
    expect(stderr).to.include("now orders runs orders@sha256:111111111111 (shop-orders-dev:1)");
    expect(account.model.runs("orders")).to.equal(1);
  });

  it("refuses while another version is under way, and takes up its own", async () => {
    account.model.deployed("orders", "v2", "IN_PROGRESS");
    const other = await deploy("orders", "v3");
    expect(other.code).to.equal(1);
    expect(other.stderr).to.include(
      "a deployment of orders@sha256:222222222222 (shop-orders-dev:2)",
    );
    expect(other.changes).to.deep.equal([]);

    const same = await account.run(["deploy", "orders", "v2"], account.model.settling("orders"));
    expect(same.code).to.equal(0);
    expect(same.changes).to.deep.equal([]);
    expect(account.model.runs("orders")).to.equal(2);
  });

  it("ends in the same state when the connection is lost on the way and it is repeated", async () => {
    const lost = await account.run(["deploy", "orders", "v2"], { UpdateService: HANG_UP });
    expect(lost.code).to.equal(3);
    expect(lost.stderr).to.include("AWS does not answer");
    expect(lost.stderr).to.include("AWS may go on with shop-orders-dev:2; the same command again");
    expect(account.model.runs("orders")).to.equal(1);

    const again = await deploy("orders", "v2");
    expect(again.code).to.equal(0);
    // The revision of the first try is taken.
    expect(again.changes).to.deep.equal(["UpdateService"]);
    expect(account.model.runs("orders")).to.equal(2);
  });

  it("stands AWS's throttling for a while, and says that the credentials have expired", async () => {
    const answers = account.model.answers();
    const list = answers.ListServiceDeployments as (input: any) => object;
    let asked = 0;
    const throttled = await account.run(["deploy", "orders", "v2"], {
      ListServiceDeployments: (input: any) =>
        asked++ === 1 ? refusal("ThrottlingException", "Rate exceeded") : list(input),
    });
    expect(throttled.code).to.equal(0);
    const expired = await account.run(["deploy", "orders", "v3"], {
      UpdateService: refusal("ExpiredTokenException"),
    });
    expect(expired.code).to.equal(3);
    expect(expired.stderr).to.include("the AWS credentials have expired");
    expect(account.model.runs("orders")).to.equal(2);
  });

  it("refuses what cannot be a version, a service that is not there and a wrong time", async () => {
    const version = await deploy("orders", "v2:latest");
    expect(version.code).to.equal(2);
    expect(version.stderr).to.include('the version is "v2:latest"');
    expect((await deploy("nobody", "v2")).code).to.equal(2);
    const timeout = await deploy("orders", "v2", "--timeout", "0");
    expect(timeout.code).to.equal(2);
    expect(timeout.stderr).to.include("whole number of seconds");
  });
});
