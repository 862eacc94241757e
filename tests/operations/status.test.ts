import { DeleteServiceCommand } from "@aws-sdk/client-ecs";
import { expect } from "chai";

import { makeServices, service, stackOf } from "./support/account";
import { operate } from "./support/operate";
import { withMoto } from "./support/with-moto";

describe("npm run status", () => {
  const account = withMoto();
  const stack = stackOf([service("orders"), service("invoices")]);
  const status = (...args: string[]) =>
    operate(["status", ...args], { stack, endpoint: account.endpoint });

  it("shows each service with its tasks, revision and image", async () => {
    await makeServices(account.ecs, stack, 0);
    const { stdout, stderr } = await status();
    expect(stderr).to.equal("");
    expect(stdout).to.match(/^orders +0\/0 .* shop-orders-dev:1 +orders:v1\.0\.0$/m);
    expect(stdout).to.match(/^invoices +0\/0 /m);
  });

  it("says which service is not there, and fails", async () => {
    await makeServices(account.ecs, stack, 0);
    await account.ecs.send(
      new DeleteServiceCommand({ cluster: stack.cluster, service: "invoices", force: true }),
    );
    const { code, stdout } = await status();
    expect(code).to.equal(1);
    expect(stdout).to.match(/^invoices +MISSING/m);
  });

  it("refuses a service that the stack does not have", async () => {
    const { code, stderr } = await status("nobody");
    expect(code).to.equal(2);
    expect(stderr).to.equal('error: there is no service "nobody"; use orders, invoices\n');
  });

  it("says that AWS does not answer", async () => {
    const { code, stderr } = await operate(["status"], { stack, endpoint: "http://127.0.0.1:1" });
    expect(code).to.equal(3);
    expect(stderr).to.equal(
      "error: AWS does not answer (ECONNREFUSED): check the network and the region, and repeat\n",
    );
  });
});
