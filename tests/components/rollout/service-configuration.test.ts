import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { configurationOf } from "../../../components/rollout/service-configuration";
import { record } from "../../support/mocks";

/** The text of a service that is asked for so. */
const textOf = async (args: Partial<aws.ecs.ServiceArgs>) => {
  let text = "";
  await record(() => {
    configurationOf({ taskDefinition: "orders:8", ...args }).apply(value => (text = value));
  });
  return text;
};

const network = { subnets: ["subnet-1"], securityGroups: ["sg-1"], assignPublicIp: false };

describe("what a service is asked for", () => {
  for (const [what, args] of [
    ["networks", { networkConfiguration: { ...network, subnets: ["subnet-2"] } }],
    ["load balancers", { loadBalancers: [{ containerName: "a", containerPort: 80 }] }],
    ["Service Connect", { serviceConnectConfiguration: { enabled: true } }],
    ["registries", { serviceRegistries: { registryArn: "arn:r" } }],
    ["strategy", { deploymentConfiguration: { strategy: "CANARY" } }],
    ["capacity", { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }] }],
  ] as [string, Partial<aws.ecs.ServiceArgs>][]) {
    it(`differs with its ${what}`, async () => {
      expect(await textOf(args)).to.not.equal(await textOf({}));
    });
  }

  it("is the same whatever its tags, its revision and the number of its tasks", async () => {
    const other = { tags: { a: "b" }, taskDefinition: "orders:9", desiredCount: 7 };
    expect(await textOf(other)).to.equal(await textOf({}));
  });

  it("is the same in whichever order the engine tells the properties of its parts", async () => {
    const told = (networkConfiguration: object) => {
      const asked = { networkConfiguration: pulumi.output(networkConfiguration) };
      return new Promise<string>(resolve =>
        configurationOf(asked as aws.ecs.ServiceArgs).apply(resolve),
      );
    };
    const { subnets, securityGroups, assignPublicIp } = network;
    const text = await told({ subnets, securityGroups, assignPublicIp });
    expect(text).to.contain('"assignPublicIp":false,"securityGroups":["sg-1"]');
    expect(await told({ assignPublicIp, securityGroups, subnets })).to.equal(text);
  });
});
