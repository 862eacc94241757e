import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { systems } from "../../services";
import { recordedSystem } from "../support/systems";

describe("the calls of a smoke test", () => {
  for (const [name, { smoke = {} }] of Object.entries(systems)) {
    it(`of ${name} stand in its outputs, and each is taken by a rule of its load balancer`, async () => {
      const recording = await recordedSystem(name);
      const { operations } = (await recording.result) as { operations: { smoke: object } };
      expect(operations.smoke).to.deep.equal(smoke).and.not.deep.equal({});
      const patterns = recording
        .all(aws.lb.ListenerRule)
        .flatMap(({ inputs }) => inputs.conditions as { pathPattern?: { values: string[] } }[])
        .flatMap(({ pathPattern }) => pathPattern?.values ?? [])
        .map(pattern => new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`));
      const lost = Object.keys(smoke).filter(path => !patterns.some(one => one.test(path)));
      expect(lost).to.deep.equal([]);
    });
  }
});
