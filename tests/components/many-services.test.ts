import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { ContainerImage, LoadBalancer, MicroService, Platform, Route } from "../../components";
import { record, Recording } from "../support/mocks";
import { CERTIFICATE, platformOf } from "../support/platform";

const NUMBERED = Array.from({ length: 100 }, (_, i) => `svc-${String(i + 1).padStart(3, "0")}`);

type Routes = readonly (string | Route)[];

/** Adds a service to the system. */
type Add = (name: string, routes: Routes, loadBalancer?: LoadBalancer) => MicroService;

/** A platform in prod with a service and a path for each name, all of one image, and what `more` adds. */
function system(
  names: readonly string[],
  more: (add: Add, platform: Platform) => void = () => undefined,
): Promise<Recording> {
  return record(() => {
    const platform = platformOf("prod");
    const image = new ContainerImage("image", {
      scope: platform.scope,
      key: platform.key,
      repository: "shared",
      context: "services/order-management/order-service",
    });
    const add: Add = (name, routes, loadBalancer) =>
      new MicroService(name, {
        platform,
        image,
        routes,
        loadBalancer,
        port: 3000,
        size: { cpu: 256, memory: 512 },
        health: { path: "/health" },
        scaling: { min: 1, max: 2 },
      });
    names.forEach(name => add(name, [`/api/${name}*`]));
    more(add, platform);
  });
}

/** What a recording registered, by URN, to find again in another. */
const registered = (recording: Recording) =>
  new Map(recording.resources.map(resource => [resource.urn, JSON.stringify(resource)]));

describe("a hundred services behind one load balancer", function () {
  // Each recording is of some 2600 resources.
  this.timeout(120_000);
  let hundred: Recording;
  before(async () => (hundred = await system(NUMBERED)));

  it("each have a place of their own", () => {
    const priorities = hundred.all(aws.lb.ListenerRule).map(({ inputs }) => inputs.priority);
    expect(priorities).to.have.length(100);
    expect(new Set(priorities).size).to.equal(100);
    expect(hundred.all(aws.ecs.Service)).to.have.length(100);
  });

  it("are not changed by one more, without routes or on a second load balancer", async () => {
    const more = await system(NUMBERED, (add, { scope, network, key }) => {
      expect(() => add("svc-101", ["/api/svc-101*"])).to.throw(
        /^svc-101: its routes are rules 101 to 101 of LoadBalancer "platform-alb".*second LoadBalancer/,
      );
      add("worker", []);
      const second = new LoadBalancer("second", {
        scope,
        network,
        key,
        name: "orders-second-prod",
        certificateArn: CERTIFICATE,
      });
      add("svc-102", ["/api/svc-102*"], second);
    });
    const found = registered(more);
    for (const [urn, resource] of registered(hundred)) {
      expect(found.get(urn)).to.equal(resource);
    }
    const names = more.all(aws.lb.LoadBalancer).map(({ inputs }) => inputs.name as string);
    expect(names).to.deep.equal(["order-management-alb-prod", "orders-second-prod"]);
    const { options } = more.only(aws.lb.ListenerRule, "svc-102-/api/svc-102*");
    expect(options.propertyDependencies.listenerArn).to.deep.equal([
      more.only(aws.lb.Listener, "second-https").urn,
    ]);
  });
});
