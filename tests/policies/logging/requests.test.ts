import type { StageArgs as RestStageArgs } from "@pulumi/aws/apigateway";
import type { StageArgs } from "@pulumi/aws/apigatewayv2";
import type { DistributionArgs } from "@pulumi/aws/cloudfront";
import type { LogDeliveryArgs, LogDeliverySourceArgs } from "@pulumi/aws/cloudwatch";
import type { FlowLogArgs, VpcArgs } from "@pulumi/aws/ec2";
import type { LoadBalancerArgs } from "@pulumi/aws/lb";
import type { BucketArgs, BucketLoggingArgs } from "@pulumi/aws/s3";
import type { WebAclArgs, WebAclLoggingConfigurationArgs } from "@pulumi/aws/wafv2";

import { albAccessLogsEnabled } from "../../../policies/logging/alb-access-logs-enabled";
import { apiGatewayAccessLogs } from "../../../policies/logging/api-gateway-access-logs";
import { cloudfrontAccessLogsEnabled } from "../../../policies/logging/cloudfront-access-logs-enabled";
import { s3BucketLoggingEnabled } from "../../../policies/logging/s3-bucket-logging-enabled";
import { vpcFlowLogsEnabled } from "../../../policies/logging/vpc-flow-logs-enabled";
import { wafLoggingEnabled } from "../../../policies/logging/waf-logging-enabled";
import { Member, unknownValue } from "../support/engine";
import { Case, Props, ruleCases } from "../support/rule-cases";
import { describeStackRule, member } from "../support/stack-cases";

const network: Member = {
  ...member<VpcArgs>("aws:ec2/vpc:Vpc", "network", { cidrBlock: "10.0.0.0/16" }),
  props: { id: "vpc-1" },
};
const flowLog = (props: Props<FlowLogArgs>, from?: Member["from"]): Member =>
  member<FlowLogArgs>("aws:ec2/flowLog:FlowLog", "flow", { vpcId: "vpc-1", ...props }, { from });
const unlogged = "network: Connections are not logged: add a FlowLog of the VPC.";
const refused = "flow: Refused connections are not logged: set trafficType to ALL.";
describeStackRule(vpcFlowLogsEnabled, [
  [
    "accepts a log of what is refused beside another",
    [network, flowLog({ trafficType: "ACCEPT" }), flowLog({ trafficType: "REJECT" })],
    [],
  ],
  ["reports a VPC without a flow log", [network], [unlogged]],
  ["reports another VPC's", [network, flowLog({ vpcId: "vpc-2", trafficType: "ALL" })], [unlogged]],
  [
    "reports a subnet's",
    [network, flowLog({ vpcId: undefined, subnetId: "subnet-1", trafficType: "ALL" })],
    [unlogged],
  ],
  ["reports what is let in only", [network, flowLog({ trafficType: "ACCEPT" })], [refused]],
  ["reports no traffic", [network, flowLog({})], [refused]],
  ["accepts all traffic", [network, flowLog({ trafficType: "ALL" })], []],
  ["accepts what is refused", [network, flowLog({ trafficType: "REJECT" })], []],
  [
    "joins by dependency, before ids are known",
    [
      { ...network, props: { id: unknownValue } },
      flowLog({ vpcId: unknownValue, trafficType: "ALL" }, { vpcId: network }),
    ],
    [],
  ],
  [
    "holds for the default VPC",
    [{ ...network, type: "aws:ec2/defaultVpc:DefaultVpc" }],
    [unlogged],
  ],
  [
    "waits for traffic that is not known yet, and judges the other VPCs",
    [
      network,
      flowLog({ trafficType: unknownValue }),
      { ...network, name: "second", props: { id: "vpc-2" } },
    ],
    [
      unlogged.replace("network:", "second:"),
      "string value at .trafficType can't be known during preview",
    ],
  ],
]);

const anonymous = "Requests are not logged: set accessLogs.enabled to true with accessLogs.bucket.";
const balancers: Case<LoadBalancerArgs>[] = [
  ["reports that nothing is said", {}, [anonymous]],
  [
    "reports a bucket that is not used, which is the default",
    { accessLogs: { bucket: "logs" } },
    [anonymous],
  ],
  ["reports logs that are off", { accessLogs: { bucket: "logs", enabled: false } }, [anonymous]],
  ["reports logs to nowhere", { accessLogs: { bucket: "", enabled: true } }, [anonymous]],
  ["holds for a network load balancer", { loadBalancerType: "network" }, [anonymous]],
  ["accepts logs", { accessLogs: { bucket: "logs", enabled: true } }, []],
  [
    "accepts a bucket that is not known yet",
    { accessLogs: { bucket: unknownValue, enabled: true } },
    [],
  ],
  ["leaves a gateway load balancer, which has none", { loadBalancerType: "gateway" }, []],
  [
    "waits for what is not known yet",
    { accessLogs: unknownValue },
    ["string value at .accessLogs can't be known during preview"],
  ],
];
describe(albAccessLogsEnabled.name, () => {
  ruleCases<LoadBalancerArgs>(albAccessLogsEnabled, "aws:lb/loadBalancer:LoadBalancer", balancers);
  ruleCases<LoadBalancerArgs>(albAccessLogsEnabled, "aws:alb/loadBalancer:LoadBalancer", balancers);
});

const distribution: Member = {
  ...member<DistributionArgs>("aws:cloudfront/distribution:Distribution", "cdn", {}),
  props: { arn: "arn:cdn" },
};
const source = (resourceArn: string, from?: Member["from"]): Member =>
  member<LogDeliverySourceArgs>(
    "aws:cloudwatch/logDeliverySource:LogDeliverySource",
    "source",
    { name: "shop", logType: "ACCESS_LOGS", resourceArn },
    { from },
  );
const delivery = (deliverySourceName: string, from?: Member["from"]): Member =>
  member<LogDeliveryArgs>(
    "aws:cloudwatch/logDelivery:LogDelivery",
    "delivery",
    { deliverySourceName },
    { from },
  );
const unread =
  "cdn: Requests are not logged: add a LogDeliverySource with a LogDelivery, or set loggingConfig.bucket.";
describeStackRule(cloudfrontAccessLogsEnabled, [
  ["reports a distribution without logs", [distribution], [unread]],
  [
    "reports a configuration without bucket",
    [{ ...distribution, props: { loggingConfig: { includeCookies: true } } }],
    [unread],
  ],
  ["reports a source that is not delivered", [distribution, source("arn:cdn")], [unread]],
  [
    "reports another source's delivery",
    [distribution, source("arn:cdn"), delivery("other")],
    [unread],
  ],
  [
    "reports another distribution's source",
    [distribution, source("arn:other"), delivery("shop")],
    [unread],
  ],
  ["accepts a source that is delivered", [distribution, source("arn:cdn"), delivery("shop")], []],
  [
    "accepts a bucket",
    [{ ...distribution, props: { loggingConfig: { bucket: "logs.s3.amazonaws.com" } } }],
    [],
  ],
  [
    "accepts a bucket that is not known yet",
    [{ ...distribution, props: { loggingConfig: { bucket: unknownValue } } }],
    [],
  ],
  [
    "joins by dependency, before ARNs are known",
    [
      { ...distribution, props: { arn: unknownValue } },
      source(unknownValue, { resourceArn: distribution }),
      delivery(unknownValue, { deliverySourceName: source("") }),
    ],
    [],
  ],
  [
    "waits for a configuration that is not known yet",
    [{ ...distribution, props: { loggingConfig: unknownValue } }],
    ["string value at .loggingConfig can't be known during preview"],
  ],
]);

const BUCKET = "aws:s3/bucket:Bucket";
const bucket = (name: string): Member => member<BucketArgs>(BUCKET, name, { bucket: name });
const bucketLogging = (from: string, to: string): Member =>
  member<BucketLoggingArgs>("aws:s3/bucketLogging:BucketLogging", "logging", {
    bucket: from,
    targetBucket: to,
    targetPrefix: "s3/",
  });
const unheard = "assets: Requests are not logged: add a BucketLogging.";
const circle = "logging: The bucket logs to itself, and logs that: set targetBucket to another.";
describeStackRule(s3BucketLoggingEnabled, [
  [
    "leaves a load balancer's logs by the bucket's name",
    [
      bucket("logs"),
      member<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "alb", {
        accessLogs: { bucket: "logs", enabled: true },
      }),
    ],
    [],
  ],
  [
    "leaves a distribution's logs by the bucket's domain",
    [
      { ...bucket("logs"), props: { bucket: "logs", bucketDomainName: "logs.s3.amazonaws.com" } },
      member<DistributionArgs>("aws:cloudfront/distribution:Distribution", "cdn", {
        loggingConfig: { bucket: "logs.s3.amazonaws.com" },
      }),
    ],
    [],
  ],
  [
    "waits for nothing of a load balancer",
    [
      bucket("assets"),
      member<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer", "alb", {
        accessLogs: unknownValue,
      }),
    ],
    [unheard],
  ],
  ["reports a bucket that logs nothing", [bucket("assets")], [unheard]],
  [
    "reports one beside another",
    [bucket("assets"), bucket("images"), bucketLogging("images", "logs")],
    [unheard],
  ],
  [
    "reports the older type",
    [{ ...bucket("assets"), type: "aws:s3/bucketV2:BucketV2" }],
    [unheard],
  ],
  [
    "reports a bucket that logs to itself",
    [bucket("logs"), bucketLogging("logs", "logs")],
    [circle],
  ],
  [
    "accepts logs in a bucket that has none itself",
    [bucket("assets"), bucket("logs"), bucketLogging("assets", "logs")],
    [],
  ],
  [
    "accepts the older type of them",
    [
      bucket("assets"),
      { ...bucketLogging("assets", "elsewhere"), type: "aws:s3/bucketLoggingV2:BucketLoggingV2" },
    ],
    [],
  ],
  [
    "leaves a load balancer's logs",
    [
      bucket("logs"),
      member<LoadBalancerArgs>(
        "aws:lb/loadBalancer:LoadBalancer",
        "alb",
        {},
        { from: { accessLogs: { type: BUCKET, name: "logs" } } },
      ),
    ],
    [],
  ],
  [
    "joins by dependency, before names are known",
    [
      { ...bucket("assets"), props: { bucket: unknownValue } },
      {
        ...bucketLogging(unknownValue, "elsewhere"),
        from: { bucket: { type: BUCKET, name: "assets" } },
      },
    ],
    [],
  ],
]);

const visible = {
  cloudwatchMetricsEnabled: true,
  metricName: "shop",
  sampledRequestsEnabled: true,
};
const unseen = { ...visible, cloudwatchMetricsEnabled: false };
const acl = (props: Props<WebAclArgs> = {}): Member => ({
  ...member<WebAclArgs>("aws:wafv2/webAcl:WebAcl", "acl", {}),
  props: { arn: "arn:acl", visibilityConfig: visible, ...props },
});
const aclLogging = (resourceArn = "arn:acl", from?: Member["from"]): Member =>
  member<WebAclLoggingConfigurationArgs>(
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    "logging",
    { resourceArn },
    { from },
  );
const blind = "acl: Requests are not logged: add a WebAclLoggingConfiguration.";
const rules = [
  { name: "first", priority: 0, statement: {}, visibilityConfig: visible },
  { name: "second", priority: 1, statement: {}, visibilityConfig: unseen },
];
describeStackRule(wafLoggingEnabled, [
  ["reports an ACL without logs", [acl()], [blind]],
  ["reports another ACL's logs", [acl(), aclLogging("arn:other")], [blind]],
  [
    "reports an ACL that counts nothing",
    [acl({ visibilityConfig: unseen }), aclLogging()],
    ["acl: The ACL counts nothing: set visibilityConfig.cloudwatchMetricsEnabled to true."],
  ],
  [
    "reports a rule that counts nothing",
    [acl({ rules }), aclLogging()],
    [
      "acl: [Rule::second] The rule counts nothing: set rules[1].visibilityConfig.cloudwatchMetricsEnabled to true.",
    ],
  ],
  ["accepts an ACL that logs and counts", [acl({ rules: [rules[0]] }), aclLogging()], []],
  [
    "joins by dependency, before ARNs are known",
    [
      { ...acl(), props: { arn: unknownValue, visibilityConfig: visible } },
      aclLogging(unknownValue, { resourceArn: acl() }),
    ],
    [],
  ],
  [
    "waits for rules that are not known yet",
    [acl({ rules: unknownValue })],
    [blind, "string value at .rules can't be known during preview"],
  ],
]);

const quiet = "Requests are not logged: set accessLogSettings with destinationArn and format.";
const settings = {
  destinationArn: "arn:aws:logs:us-east-1:1:log-group:api",
  format: "$context.status",
};
describe(apiGatewayAccessLogs.name, () => {
  ruleCases<StageArgs>(apiGatewayAccessLogs, "aws:apigatewayv2/stage:Stage", [
    ["reports that nothing is said", {}, [quiet]],
    [
      "reports logs to nowhere",
      { accessLogSettings: { ...settings, destinationArn: "" } },
      [quiet],
    ],
    ["accepts logs", { accessLogSettings: settings }, []],
    [
      "accepts a group that is not known yet",
      { accessLogSettings: { ...settings, destinationArn: unknownValue } },
      [],
    ],
    [
      "waits for settings that are not known yet",
      { accessLogSettings: unknownValue },
      ["string value at .accessLogSettings can't be known during preview"],
    ],
  ]);
  ruleCases<RestStageArgs>(apiGatewayAccessLogs, "aws:apigateway/stage:Stage", [
    ["reports that nothing is said", {}, [quiet]],
    ["accepts logs", { accessLogSettings: settings }, []],
  ]);
});
