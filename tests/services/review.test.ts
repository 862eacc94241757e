import { expect } from "chai";

import { systems } from "../../services";
import { Registration } from "../support/mocks";
import { recordProgram } from "../support/program";

/** Inputs that hold a name in AWS. */
const NAMES = ["name", "bucket", "identifier", "clusterIdentifier", "replicationGroupId"];

/** Types whose names are unique within a thing of the stack's own: a cluster, a service, a namespace. */
const WITHIN = [
  "aws:appautoscaling/policy:Policy",
  "aws:appautoscaling/scheduledAction:ScheduledAction",
  "aws:ecs/service:Service",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
  "aws:servicediscovery/service:Service",
];

/** The names in AWS that a program gives, each with the type of what bears it. */
function namesOf(resources: readonly Registration[]): string[] {
  return resources
    .filter(({ type }) => type.startsWith("aws:") && !WITHIN.includes(type))
    .flatMap(({ type, inputs }) =>
      [...NAMES, ...(type.startsWith("aws:ecs/") ? ["family"] : [])]
        .map(key => inputs[key])
        .filter(name => typeof name === "string")
        .map(name => `${type} ${name}`),
    );
}

describe("a pull request's own stack", () => {
  for (const system of Object.keys(systems)) {
    it(`of ${system} shares no name with dev's, nor with another's`, async () => {
      const ofStack = async (review?: string) => {
        const changes = {
          "microservices-on-aws:system": system,
          ...(review !== undefined && { "microservices-on-aws:review": review }),
        };
        return namesOf((await recordProgram("dev", changes)).resources);
      };
      const [dev, first, second] = [await ofStack(), await ofStack("pr-1"), await ofStack("pr-2")];
      expect(first.length).to.equal(dev.length).and.to.be.above(20);
      expect(first.filter(name => dev.includes(name) || second.includes(name))).to.deep.equal([]);
    });
  }
});
