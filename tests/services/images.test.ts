import * as aws from "@pulumi/aws";
import * as docker from "@pulumi/docker";
import { expect } from "chai";

import { systems } from "../../services";
import { recordProgram } from "../support/program";
import { recordedSystem } from "../support/systems";

/** The image of one service of a system, as CI would have pushed it. */
const pushed = `123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/service@sha256:${"a".repeat(64)}`;

describe("an image that CI built", () => {
  for (const [system, { services }] of Object.entries(systems)) {
    it(`runs as a service of ${system}, whose repository stays`, async () => {
      const name = services.at(-1)!;
      const usual = await recordedSystem(system);
      const recording = await recordProgram("prod", {
        "microservices-on-aws:system": system,
        "microservices-on-aws:services": JSON.stringify({ [name]: { image: pushed } }),
      });
      const builds = (r: typeof usual) => r.all(docker.Image).map(one => one.name);
      expect(builds(recording)).to.have.members(builds(usual).filter(one => one !== name));
      expect(recording.only(aws.ecr.Repository, name).urn).to.equal(
        usual.only(aws.ecr.Repository, name).urn,
      );
      const { inputs } = recording.only(aws.ecs.TaskDefinition, name);
      expect(JSON.parse(inputs.containerDefinitions)[0].image).to.equal(pushed);
    });
  }
});
