import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const provider: pulumi.dynamic.ResourceProvider = {
  create: inputs => Promise.resolve({ id: "service", outs: inputs }),
  update: (_id, _olds, news) => Promise.resolve({ outs: news }),
  diff: (_id, olds, news) =>
    Promise.resolve({
      changes: olds.controller !== news.controller || olds.configuration !== news.configuration,
      replaces: olds.controller === news.controller ? [] : ["controller"],
    }),
};

/** What a test's service is asked for. */
export interface FakeServiceArgs {
  name: string;
  networkConfiguration?: object;
  /** Another replaces the service, as in ECS. */
  controller?: string;
}

class FakeService extends pulumi.dynamic.Resource {
  constructor({ controller = "ECS", ...args }: FakeServiceArgs) {
    const configuration = JSON.stringify(args);
    super(provider, "service", { ...args, controller, configuration });
  }
}

/** Stands in for a service of ECS's: the check takes nothing of one but its outputs. */
export function fakeService(args: FakeServiceArgs): aws.ecs.Service {
  return new FakeService(args) as aws.ecs.Service;
}
