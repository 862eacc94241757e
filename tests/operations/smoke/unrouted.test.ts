import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { NO_RULE } from "../../../operations/smoke/ask";
import { platformOf } from "../../support/platform";
import { record } from "../../support/mocks";

describe("a smoke test", () => {
  it("knows the load balancer's own answer where no rule matches", async () => {
    const recording = await record(() => platformOf("dev"));
    const [{ inputs }] = recording.all(aws.lb.Listener);
    expect(inputs.defaultActions[0].fixedResponse.messageBody).to.include(NO_RULE);
  });
});
