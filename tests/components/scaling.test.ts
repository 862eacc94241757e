import * as aws from "@pulumi/aws";
import { expect } from "chai";

import {
  LoadBalancer,
  MicroService,
  MicroServiceArgs,
  Platform,
  PlatformArgs,
  Scaling,
} from "../../components";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { scopeOf } from "../support/scope";

type Others = Partial<Omit<MicroServiceArgs, "platform" | "scaling">>;

const scaled = (scaling: Partial<Scaling>, sleep?: PlatformArgs["sleep"], others: Others = {}) =>
  record(() => {
    const platform = new Platform("platform", { scope: scopeOf("dev"), sleep });
    return new MicroService("orders", {
      platform,
      image: { context: "services/order-management/order-service" },
      port: 3001,
      size: { cpu: 512, memory: 1024 },
      routes: ["/api/orders*"],
      health: { path: "/health" },
      scaling: { min: 2, max: 10, ...scaling },
      ...others,
    });
  });

const actions = (recording: Recording) =>
  recording
    .all(aws.appautoscaling.ScheduledAction)
    .map(({ name, inputs: { schedule, timezone, scalableTargetAction } }) => [
      name,
      schedule,
      timezone,
      scalableTargetAction.minCapacity,
      scalableTargetAction.maxCapacity,
    ]);

const SLEEP = { from: "20:30", to: "07:00", timezone: "Europe/Berlin" };

describe("scaling", () => {
  it("follows requests to the target group when asked", async () => {
    const recording = await scaled({ requestsPerTarget: 500 });
    const { inputs } = recording.only(aws.appautoscaling.Policy, "orders-requests");
    const { predefinedMetricSpecification, targetValue } =
      inputs.targetTrackingScalingPolicyConfiguration;
    expect(targetValue).to.equal(500);
    expect(predefinedMetricSpecification.predefinedMetricType).to.equal("ALBRequestCountPerTarget");
    expect(predefinedMetricSpecification.resourceLabel).to.match(
      /^app\/order-management-alb-dev\/[0-9a-f]{16}\/targetgroup\/orders-[0-9a-f]{7}\/[0-9a-f]{16}$/,
    );
  });

  it("follows requests of the load balancer that has the service's rules", async () => {
    const recording = await record(() => {
      const platform = new Platform("platform", { scope: scopeOf("dev") });
      const { scope, network, key } = platform;
      const loadBalancer = new LoadBalancer("second", { scope, network, key, name: "second-dev" });
      return new MicroService("orders", {
        platform,
        loadBalancer,
        image: { context: "services/order-management/order-service" },
        port: 3001,
        size: { cpu: 512, memory: 1024 },
        routes: ["/api/orders*"],
        health: { path: "/health" },
        scaling: { min: 2, max: 10, requestsPerTarget: 500 },
      });
    });
    const { targetTrackingScalingPolicyConfiguration: followed } = recording.only(
      aws.appautoscaling.Policy,
      "orders-requests",
    ).inputs;
    expect(followed.predefinedMetricSpecification.resourceLabel).to.match(/^app\/second-dev\//);
  });

  it("has other bounds from given moments on", async () => {
    const recording = await scaled({
      schedule: [
        { name: "sale", at: "2027-11-26T06:00:00", min: 6, max: 40, timezone: "Europe/Berlin" },
        { name: "night", cron: "0 22 * * ? *", min: 1, max: 4 },
      ],
    });
    expect(actions(recording)).to.deep.equal([
      ["orders-sale", "at(2027-11-26T06:00:00)", "Europe/Berlin", 6, 40],
      ["orders-night", "cron(0 22 * * ? *)", "UTC", 1, 4],
    ]);
  });

  it("sleeps with its platform, and wakes up to its own bounds", async () => {
    expect(actions(await scaled({}, SLEEP))).to.deep.equal([
      ["orders-sleep", "cron(30 20 ? * * *)", "Europe/Berlin", 0, 0],
      ["orders-wake", "cron(0 7 ? * MON-FRI *)", "Europe/Berlin", 2, 10],
    ]);
    const daily = actions(await scaled({}, { ...SLEEP, days: "daily" }));
    expect(daily[1][1]).to.equal("cron(0 7 ? * * *)");
    expect(actions(await scaled({}))).to.deep.equal([]);
  });

  const night = { name: "night", cron: "0 22 * * ? *", min: 1, max: 4 };
  for (const [message, scaling, sleep, others] of [
    ['cron is "0 22 * * *"; use six fields', { schedule: [{ ...night, cron: "0 22 * * *" }] }],
    ["use six fields, of which", { schedule: [{ ...night, cron: "0 22 * * * *" }] }],
    [
      'scaling.schedule "sale".at is "2027-13-26T06:00:00"',
      { schedule: [{ name: "sale", at: "2027-13-26T06:00:00", min: 1, max: 2 }] },
    ],
    ['.timezone is "Berlin"', { schedule: [{ ...night, timezone: "Berlin" }] }],
    ['"night".max is 0; use a whole number from 1', { schedule: [{ ...night, max: 0 }] }],
    ['scaling.schedule has "night" twice', { schedule: [night, night] }],
    ['scaling.schedule has "wake" twice', { schedule: [{ ...night, name: "wake" }] }, SLEEP],
    ['scaling.schedule names "a b"', { schedule: [{ ...night, name: "a b" }] }],
    ["scaling.requestsPerTarget is 0", { requestsPerTarget: 0 }],
    [
      "there are no routes whose requests count",
      { requestsPerTarget: 5 },
      undefined,
      { routes: [] },
    ],
    [
      'deployment.strategy is "canary"; requests to two target groups',
      { requestsPerTarget: 5 },
      undefined,
      { deployment: { strategy: "canary" } },
    ],
    ['Platform "platform": sleep.from is "24:00"', {}, { ...SLEEP, from: "24:00" }],
    ['sleep.from and sleep.to are both "20:30"', {}, { ...SLEEP, to: "20:30" }],
    ['sleep.timezone is "CEST/1"', {}, { ...SLEEP, timezone: "CEST/1" }],
  ] as [string, Partial<Scaling>, PlatformArgs["sleep"]?, Others?][]) {
    it(`refuses: ${message}`, async () => {
      expect(await failureOf(scaled(scaling, sleep, others))).to.contain(message);
    });
  }
});
