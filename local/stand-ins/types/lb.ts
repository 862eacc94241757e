import { isAttached } from "../checks/ecs-service";
import {
  attributesOf,
  balancerProblems,
  conditionsFit,
  logsReachBucket,
  priorityIsFree,
  secureListenerHasCertificate,
} from "../checks/load-balancer";
import {
  actionsFit,
  authenticationIsSecure,
  certificateIsIssued,
  transformsFit,
} from "../checks/listener-rule";
import { among, matches, oneOf, whole } from "../checks/rules";
import { digits, hex } from "../outputs/identity";
import { albZoneIdOf } from "../outputs/regions";
import { asList, asText } from "../values";
import { Check, TypeEntry } from "./type-entry";

/** Shared by load balancers and target groups. */
const NAME: Check = matches(
  "name",
  /^(?!internal-)[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/,
  "1 to 32 letters, digits and hyphens, not beginning or ending with a hyphen and not beginning with internal-",
);

/** The part of an ARN after the account. */
const resourceOf = (arn: string) => arn.slice(arn.lastIndexOf(":") + 1);

/** Load balancers, listeners, rules and target groups. */
export const lb: Readonly<Record<string, TypeEntry>> = {
  "aws:lb/loadBalancer:LoadBalancer": {
    name: { property: "name", max: 32 },
    replaces: ["customerOwnedIpv4Pool", "internal", "loadBalancerType", "name", "namePrefix"],
    sets: ["securityGroups", "subnets", "subnetMappings"],
    outputs: cloud => {
      const kind = cloud.inputs.loadBalancerType === "network" ? "net" : "app";
      const name = cloud.physicalName;
      const suffix = `${kind}/${name}/${cloud.hex16()}`;
      const arn = cloud.arn("elasticloadbalancing", `loadbalancer/${suffix}`);
      const visible = cloud.inputs.internal === true ? `internal-${name}` : name;
      const subnet = cloud.find(asText(asList(cloud.inputs.subnets)[0]));
      return {
        id: arn,
        arn,
        name,
        arnSuffix: suffix,
        dnsName: `${visible}-${digits(cloud.seed, 10)}.${cloud.region}.elb.${cloud.dnsSuffix}`,
        zoneId: albZoneIdOf(cloud.region),
        vpcId: asText(subnet?.vpcId),
        internal: false,
        loadBalancerType: "application",
        ipAddressType: "ipv4",
        idleTimeout: 60,
        enableDeletionProtection: false,
        enableHttp2: true,
        enableCrossZoneLoadBalancing: kind === "app",
        desyncMitigationMode: "defensive",
        dropInvalidHeaderFields: false,
        preserveHostHeader: false,
      };
    },
    checks: [
      NAME,
      whole("idleTimeout", 1, 4000),
      oneOf("loadBalancerType", ["application", "network", "gateway"]),
      oneOf("desyncMitigationMode", ["monitor", "defensive", "strictest"]),
    ],
    world: [balancerProblems, logsReachBucket],
  },
  "aws:lb/targetGroup:TargetGroup": {
    name: { property: "name", max: 32 },
    replaces: [
      "ipAddressType",
      "name",
      "namePrefix",
      "port",
      "protocol",
      "protocolVersion",
      "targetType",
      "vpcId",
    ],
    outputs: cloud => {
      const suffix = `targetgroup/${cloud.physicalName}/${cloud.hex16()}`;
      const arn = cloud.arn("elasticloadbalancing", suffix);
      return {
        id: arn,
        arn,
        name: cloud.physicalName,
        arnSuffix: suffix,
        ...attributesOf(cloud.inputs),
      };
    },
    checks: [
      NAME,
      whole("port", 1, 65535),
      whole("deregistrationDelay", 0, 3600),
      whole("healthCheck.interval", 5, 300),
      whole("healthCheck.timeout", 2, 120),
      whole("healthCheck.healthyThreshold", 2, 10),
      whole("healthCheck.unhealthyThreshold", 2, 10),
      matches("healthCheck.path", /^\/.{0,1023}$/, "a path that begins with /"),
      oneOf("targetType", ["instance", "ip", "lambda", "alb"]),
      among(["healthCheck"], ({ healthCheck }) => {
        const { interval = 30, timeout = 5 } = (healthCheck ?? {}) as Record<string, unknown>;
        return Number(timeout) < Number(interval)
          ? undefined
          : `health check timeout ${asText(timeout)} must be smaller than the interval, ${asText(interval)}`;
      }),
    ],
    deletion: ({ arn, name }, others) =>
      isAttached(asText(arn), others)
        ? [
            `ResourceInUse: target group '${asText(name)}' is currently in use by a listener or a rule`,
          ]
        : [],
  },
  "aws:lb/listener:Listener": {
    replaces: ["loadBalancerArn"],
    outputs: cloud => {
      const balancer = resourceOf(cloud.text("loadBalancerArn")).replace(/^loadbalancer\//, "");
      const arn = cloud.arn("elasticloadbalancing", `listener/${balancer}/${cloud.hex16()}`);
      return {
        id: arn,
        arn,
        protocol: "HTTP",
        ...(cloud.inputs.protocol === "HTTPS" && { sslPolicy: "ELBSecurityPolicy-2016-08" }),
      };
    },
    checks: [whole("port", 1, 65535), secureListenerHasCertificate],
    world: [certificateIsIssued],
    unique: inputs => `${asText(inputs.loadBalancerArn)} ${asText(inputs.port)}`,
  },
  "aws:lb/listenerRule:ListenerRule": {
    replaces: ["listenerArn"],
    sets: [
      "conditions",
      "conditions.hostHeader.values",
      "conditions.httpHeader.values",
      "conditions.httpRequestMethod.values",
      "conditions.pathPattern.values",
      "conditions.sourceIp.values",
      "actions.forward.targetGroups",
      "transforms",
    ],
    outputs: cloud => {
      const listener = resourceOf(cloud.text("listenerArn")).replace(/^listener\//, "");
      const arn = cloud.arn("elasticloadbalancing", `listener-rule/${listener}/${cloud.hex16()}`);
      return { id: arn, arn, priority: (parseInt(hex(cloud.seed, 4), 16) % 50000) + 1 };
    },
    checks: [whole("priority", 1, 50000), conditionsFit, actionsFit, transformsFit],
    world: [priorityIsFree, authenticationIsSecure],
    unique: () => undefined,
  },
};
