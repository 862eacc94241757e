import { expect } from "chai";

import { byCodeDeploy, service, stackOf } from "./support/account";
import { playCodeDeploy } from "./support/code-deploy-model";
import { withReleases } from "./support/with-releases";

describe("a service that CodeDeploy deploys", () => {
  const account = withReleases(stackOf([service("orders", byCodeDeploy("orders"))]));

  it("gets the revision that pulumi up registered, and goes back to the first one", async () => {
    const played = playCodeDeploy(account.model);
    account.model.register("orders", "v2");
    const deployed = await account.run(["deploy", "orders", "v2"], played);
    expect(deployed.stderr).to.equal("");
    expect(deployed.changes).to.deep.equal(["CreateDeployment"]);
    expect(account.model.runs("orders")).to.equal(2);

    const back = await account.run(["rollback", "orders"], played);
    expect(back.code).to.equal(0);
    expect(back.changes).to.deep.equal(["CreateDeployment"]);
    expect(account.model.runs("orders")).to.equal(1);

    const again = await account.run(["rollback", "orders"], played);
    expect(again.code).to.equal(0);
    expect(again.changes).to.deep.equal([]);
  });

  it("gets another version after the revision that runs, when pulumi up registered none", async () => {
    const { code, changes } = await account.run(
      ["deploy", "orders", "v2"],
      playCodeDeploy(account.model),
    );
    expect(code).to.equal(0);
    expect(changes).to.deep.equal(["RegisterTaskDefinition", "CreateDeployment"]);
  });

  for (const [what, weight, changes] of [
    ["left alone where it is placed as the stack says", 1, []],
    ["brought out again where the stack says another capacity", 2, ["CreateDeployment"]],
  ] as const) {
    it(`with the version that runs is ${what}`, async () => {
      const look = account.model.answers().DescribeServices as (input: any) => any;
      const placed = {
        status: "PRIMARY",
        networkConfiguration: {
          awsvpcConfiguration: { subnets: ["subnet-b", "subnet-a"], securityGroups: ["sg-1"] },
        },
        capacityProviderStrategy: [{ capacityProvider: "FARGATE_SPOT", weight, base: 0 }],
      };
      const DescribeServices = (input: any) => {
        const { services } = look(input);
        const [{ deployments, ...orders }] = services;
        const { taskDefinition } = deployments[0];
        return { services: [{ ...orders, taskSets: [{ ...placed, taskDefinition }] }] };
      };
      const outcome = await account.run(["deploy", "orders", "v1"], {
        ...playCodeDeploy(account.model),
        DescribeServices,
      });
      expect([outcome.code, outcome.stderr]).to.deep.equal([0, ""]);
      expect(outcome.changes).to.deep.equal(changes);
    });
  }
});
