import { expect } from "chai";

import { service, stackOf } from "./support/account";
import { withReleases } from "./support/with-releases";

describe("npm run deploy of a service with a pause", () => {
  const orders = service("orders", { service: "shop-orders", deployment: "blueGreen" });
  const account = withReleases(stackOf([orders]));

  it("says that it waits, with the command that answers", async () => {
    let looks = 0;
    const { code, stdout } = await account.run(["deploy", "orders", "v2"], {
      DescribeServiceDeployments: ({ serviceDeploymentArns: [arn] }) => ({
        serviceDeployments: [
          {
            serviceDeploymentArn: arn,
            targetServiceRevisionArn: arn,
            createdAt: Date.now() / 1000,
            lifecycleStage: "POST_TEST_TRAFFIC_SHIFT",
            ...(++looks < 2
              ? {
                  status: "IN_PROGRESS",
                  lifecycleHookDetails: [{ hookId: "h1", status: "AWAITING_ACTION" }],
                }
              : { status: "SUCCESSFUL" }),
          },
        ],
      }),
    });
    expect(stdout).to.include("npm run approve -- orders --outputs outputs.json");
    expect(stdout).to.not.include("npm run approve -- shop-orders");
    expect(code).to.equal(0);
  });
});
