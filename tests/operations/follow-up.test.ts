import { expect } from "chai";

import { followUp } from "../../operations/follow-up";
import { service, stackOf } from "./support/account";
import { operate } from "./support/operate";
import { withReleases } from "./support/with-releases";
import { withRecording } from "./support/with-recording";

describe("a command to go on with", () => {
  const stack = stackOf([service("orders"), service("invoices")]);
  const account = withReleases(stack);

  it("works on the stack that this one works on", () => {
    expect(followUp(stack, "rollback", "orders")).to.equal(
      "npm run rollback -- orders --stack shop-dev",
    );
    expect(followUp({ source: { outputs: "of prod.json" } }, "status")).to.equal(
      "npm run status -- --outputs 'of prod.json'",
    );
  });

  it("names the selected stack, which may be another one when it is pasted", async () => {
    const recording = { DescribeServices: { services: [] } };
    await withRecording(recording, async endpoint => {
      const { code, stderr } = await operate(["diagnose", "orders"], {
        stack,
        endpoint,
        from: "pulumi",
      });
      expect([code, stderr]).to.deep.equal([
        1,
        "error: orders: ECS has no service orders in cluster shop-dev; npm run status -- --stack prod shows what is there, pulumi up makes it\n",
      ]);
    });
  });

  it("may come from ECS or pulumi up, which know a service by its name in ECS alone", async () => {
    const recording = { DescribeServices: { services: [] } };
    await withRecording(recording, async endpoint => {
      const { stderr } = await operate(["diagnose", "shop-orders"], {
        stack: stackOf([service("orders", { service: "shop-orders" })]),
        endpoint,
      });
      expect(stderr).to.equal(
        "error: orders: ECS has no service shop-orders in cluster shop-dev; npm run status -- --outputs outputs.json shows what is there, pulumi up makes it\n",
      );
    });
  });

  it("names it in every message of a release", async () => {
    const where = "--outputs outputs.json";
    account.model.deployed("orders", "v2", "IN_PROGRESS");
    const beside = await account.run(["deploy", "orders", "v3"]);
    expect(beside.stderr)
      .to.include(`npm run status -- orders ${where}`)
      .and.to.include(`npm run rollback -- orders ${where}`);

    account.model.settle("orders");
    account.model.fate = "fails";
    const failed = await account.run(["deploy", "orders", "v3"]);
    expect(failed.stderr)
      .to.include(`npm run diagnose -- orders ${where}`)
      .and.to.include(`npm run deploy -- orders VERSION ${where}`);

    account.model.deregister("orders", 1);
    account.model.forget("orders");
    account.model.deployed("orders", "v2");
    const back = await account.run(["rollback", "orders", "--to", "2"]);
    expect(back.code).to.equal(1);
    account.model.fate = "comesOut";
    delete account.model.images.v2;
    const gone = await account.run(["rollback", "orders", "--to", "2"]);
    expect(gone.stderr).to.include(`npm run deploy -- orders VERSION ${where}`);
  });

  it("names it in what an interruption leaves", async () => {
    account.model.deployed("orders", "v2");
    account.model.begin("orders", 1);
    const { code, stderr } = await account.run(["rollback", "orders"], {}, /waiting for/);
    expect([code, stderr]).to.deep.equal([
      130,
      "interrupted; what was started in AWS goes on: see npm run status -- --outputs outputs.json\n",
    ]);
  });

  it("refuses two stacks", async () => {
    const { code, stderr } = await account.run(["deploy", "orders", "v2", "--stack", "prod"]);
    expect([code, stderr]).to.deep.equal([2, "error: give --stack or --outputs, not both\n"]);
  });
});
