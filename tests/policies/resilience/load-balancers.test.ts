import type { GroupArgs } from "@pulumi/aws/autoscaling";
import type { LoadBalancerArgs, TargetGroupArgs } from "@pulumi/aws/lb";

import { albDeletionProtection } from "../../../policies/resilience/alb-deletion-protection";
import { albMultiAz } from "../../../policies/resilience/alb-multi-az";
import { albTargetGroupDeregistrationDelay } from "../../../policies/resilience/alb-target-group-deregistration-delay";
import { albTargetGroupHealthCheck } from "../../../policies/resilience/alb-target-group-health-check";
import { asgMultiAz } from "../../../policies/resilience/asg-multi-az";
import { unknownValue } from "../support/engine";
import { describeRule, Props, ruleCases } from "../support/rule-cases";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const OLD_BALANCER = "aws:alb/loadBalancer:LoadBalancer";
const TARGETS = "aws:lb/targetGroup:TargetGroup";
const OLD_TARGETS = "aws:alb/targetGroup:TargetGroup";

describe(albMultiAz.name, () => {
  const alone = "The load balancer stops with its zone: name subnets of two zones in subnets.";
  ruleCases<LoadBalancerArgs>(albMultiAz, BALANCER, [
    ["reports one subnet", { subnets: ["subnet-a"] }, [alone]],
    ["reports one mapping", { subnetMappings: [{ subnetId: "subnet-a" }] }, [alone]],
    ["reports none", { loadBalancerType: "network" }, [alone]],
    ["accepts two subnets", { subnets: ["subnet-a", "subnet-b"] }, []],
    ["accepts two that are not known yet", { subnets: [unknownValue, unknownValue] }, []],
    [
      "accepts two mappings",
      { subnetMappings: [{ subnetId: "subnet-a" }, { subnetId: "subnet-b" }] },
      [],
    ],
    ["leaves a list that is not known yet to up", { subnets: unknownValue }, []],
    ["leaves mappings that are not known yet to up", { subnetMappings: unknownValue }, []],
  ]);
  ruleCases<LoadBalancerArgs>(albMultiAz, OLD_BALANCER, [["reports aws.alb's", {}, [alone]]]);
});

describe(albDeletionProtection.name, () => {
  const open =
    "The load balancer can be deleted by one call: set enableDeletionProtection to true.";
  ruleCases<LoadBalancerArgs>(albDeletionProtection, BALANCER, [
    ["reports none", { enableDeletionProtection: false }, [open]],
    ["reports it when nothing is said, which means none", {}, [open]],
    ["accepts protection", { enableDeletionProtection: true }, []],
    [
      "waits for what is not known yet",
      { enableDeletionProtection: unknownValue },
      ["string value at .enableDeletionProtection can't be known during preview"],
    ],
  ]);
  ruleCases<LoadBalancerArgs>(albDeletionProtection, OLD_BALANCER, [
    ["reports aws.alb's", {}, [open]],
  ]);
});

describe(albTargetGroupHealthCheck.name, () => {
  const enabled =
    "[HealthCheck::enabled] Targets are never asked whether they work: set healthCheck.enabled to true.";
  const path =
    "[HealthCheck::path] Any answer at / counts as health: set healthCheck.path to a page that says so.";
  const matcher =
    "[HealthCheck::matcher] Errors count as health: set healthCheck.matcher to statuses up to 399.";
  const http = (healthCheck?: object): Props<TargetGroupArgs> => ({
    protocol: "HTTP",
    healthCheck,
  });
  ruleCases<TargetGroupArgs>(albTargetGroupHealthCheck, TARGETS, [
    ["reports a group that says nothing, which means any answer at /", http(), [path]],
    ["reports a check without a path", http({ interval: 10 }), [path]],
    ["reports a check that is off", http({ enabled: false, path: "/health" }), [enabled]],
    ["reports a range with errors", http({ path: "/health", matcher: "200-499" }), [matcher]],
    ["reports an error in a list", http({ path: "/health", matcher: "200,404" }), [matcher]],
    ["accepts a page of its own", http({ path: "/health" }), []],
    ["accepts redirects", http({ path: "/health", matcher: "200,301-302,399" }), []],
    ["accepts / when it is meant", http({ path: "/" }), []],
    [
      "accepts gRPC's statuses",
      { ...http({ path: "/grpc.Health/Check", matcher: "0-999" }), protocolVersion: "GRPC" },
      [],
    ],
    ["says nothing about a network load balancer's", { protocol: "TCP" }, []],
    ["says nothing about a Lambda function's", { targetType: "lambda" }, []],
    [
      "reports what is known before what is not",
      http({ enabled: false, path: unknownValue }),
      [enabled, "string value at .healthCheck.path can't be known during preview"],
    ],
  ]);
  ruleCases<TargetGroupArgs>(albTargetGroupHealthCheck, OLD_TARGETS, [
    ["reports aws.alb's", { protocol: "HTTPS" }, [path]],
  ]);
});

describe(albTargetGroupDeregistrationDelay.name, () => {
  const slow = (seconds: number, most = 120) =>
    `Draining takes ${seconds} seconds: set deregistrationDelay to at most ${most}.`;
  ruleCases<TargetGroupArgs>(albTargetGroupDeregistrationDelay, TARGETS, [
    ["reports minutes", { protocol: "HTTP", deregistrationDelay: 121 }, [slow(121)]],
    ["reports it when nothing is said, which means five", { protocol: "HTTP" }, [slow(300)]],
    ["accepts two minutes", { protocol: "HTTP", deregistrationDelay: 120 }, []],
    [
      "takes other seconds from a stack",
      { protocol: "HTTPS", deregistrationDelay: 60 },
      [slow(60, 30)],
      { config: { seconds: 30 } },
    ],
    ["says nothing about a network load balancer's", { protocol: "TCP" }, []],
    [
      "waits for what is not known yet",
      { protocol: "HTTP", deregistrationDelay: unknownValue },
      ["string value at .deregistrationDelay can't be known during preview"],
    ],
  ]);
  ruleCases<TargetGroupArgs>(albTargetGroupDeregistrationDelay, OLD_TARGETS, [
    ["reports aws.alb's", { protocol: "HTTP" }, [slow(300)]],
  ]);
});

const alone = "The group stops with its zone: name subnets of two zones in vpcZoneIdentifiers.";
describeRule<GroupArgs>(asgMultiAz, "aws:autoscaling/group:Group", [
  ["reports one subnet", { vpcZoneIdentifiers: ["subnet-a"] }, [alone]],
  ["reports one zone", { availabilityZones: ["us-east-1a"] }, [alone]],
  ["reports a group that names none", { maxSize: 2 }, [alone]],
  ["accepts two subnets, known or not", { vpcZoneIdentifiers: ["subnet-a", unknownValue] }, []],
  ["accepts two zones", { availabilityZones: ["us-east-1a", "us-east-1b"] }, []],
  [
    "waits for a list that is not known yet",
    { vpcZoneIdentifiers: unknownValue },
    ["string value at .vpcZoneIdentifiers can't be known during preview"],
  ],
]);
