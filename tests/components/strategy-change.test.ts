import { expect } from "chai";

import { Deployment } from "../../components";
import { Deployed, explainStrategyChange } from "../../components/micro-service/strategy-change";

const service = (strategy?: Deployment["strategy"], routes: string[] = ["/a*"]): Deployed => ({
  deployment: strategy && { strategy },
  routes,
});

const ANEW =
  "ECS does not hand a service from one controller to another, so that it is deleted and made anew: its tasks " +
  "stop first, and until new ones are healthy, some minutes, ";
const FAIL = "its paths answer 404 and 503 and services that call it fail";
const RULE = "its listener rule is deleted and made anew: its paths answer 404 for some seconds";
const EMPTY =
  ", and where the last deployment left the tasks in the second target group, 503 until new ones are healthy " +
  "in the first, some minutes";

const explain = (before: Deployed, after: Deployed) =>
  explainStrategyChange("orders", before, after);

describe("a change of strategy", () => {
  for (const [from, to, effects] of [
    ["rolling", "blueGreen", RULE],
    ["canary", "rolling", `${RULE}${EMPTY}`],
    ["blueGreen", "codeDeploy", `${ANEW}${FAIL}`],
    ["codeDeploy", "rolling", `${ANEW}${FAIL}`],
  ] as const) {
    it(`from ${from} to ${to} is explained in one line`, () => {
      expect(explain(service(from), service(to))).to.equal(
        `MicroService "orders": deployment changes from "${from}" to "${to}"; ${effects}`,
      );
    });
  }

  it("begins at rolling where nothing was said", () => {
    expect(explain(service(), service("linear"))).to.contain('from "rolling" to "linear"');
    expect(explain(service(), service("rolling"))).to.equal(undefined);
  });

  for (const [from, to] of [
    ["blueGreen", "canary"],
    ["canary", "linear"],
    ["codeDeploy", "codeDeploy"],
  ] as const) {
    it(`from ${from} to ${to} needs no explanation`, () => {
      expect(explain(service(from), service(to))).to.equal(undefined);
    });
  }

  it("speaks of no paths where there are none", () => {
    expect(explain(service("rolling", []), service("blueGreen", []))).to.equal(undefined);
    expect(explain(service("blueGreen", []), service("codeDeploy"))).to.contain(
      "some minutes, whoever calls it fails",
    );
  });
});
