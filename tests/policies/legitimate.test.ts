import { expect } from "chai";

import { policyConfig } from "../../policies/config";
import { allRules } from "../../policies/packs";
import { access } from "./legitimate/access";
import { network } from "./legitimate/network";
import type { Legitimate } from "./legitimate/parts";
import { stores } from "./legitimate/stores";
import { tasks } from "./legitimate/tasks";
import { stackOf } from "./support/examples";
import { judge, type StackResource } from "./support/judge";

const TAGS = { Environment: "prod", Application: "shop", Owner: "shop-team", CostCenter: "4711" };
const THEMES = { tasks, access, stores, network };

/** The resources of a case, all made by one provider. */
function stack({ resources, defaultTags = TAGS }: Legitimate): StackResource[] {
  const provider = {
    region: "eu-central-1",
    defaultTags: JSON.stringify({ tags: defaultTags }),
  };
  return stackOf(resources.map(resource => ({ ...resource, provider })));
}

describe("no rule holds it against anyone in prod:", () => {
  const config = policyConfig("prod");

  for (const [theme, cases] of Object.entries(THEMES)) {
    describe(theme, () => {
      for (const legitimate of cases) {
        it(`${legitimate.title}: ${legitimate.because}`, async () => {
          const findings = await judge(allRules, stack(legitimate), { config });
          expect(findings).to.deep.equal([]);
        });
      }
    });
  }

  it("has a good number of cases, each with resources of its own names", () => {
    const cases = Object.values(THEMES).flat();
    expect(cases.length).to.be.at.least(40);
    for (const { title, resources } of cases) {
      const names = resources.map(({ name }) => name);
      expect(new Set(names).size, title).to.equal(names.length);
    }
  });
});
