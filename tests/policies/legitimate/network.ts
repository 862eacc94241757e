import type { EventRuleArgs, EventTargetArgs } from "@pulumi/aws/cloudwatch";
import type {
  DefaultSecurityGroupArgs,
  FlowLogArgs,
  ManagedPrefixListArgs,
  VpcArgs,
  VpcEndpointArgs,
} from "@pulumi/aws/ec2";
import type { ImageArgs } from "@pulumi/docker-build";
import type { ListenerArgs, LoadBalancerArgs, TargetGroupArgs } from "@pulumi/aws/lb";
import type { ZoneArgs } from "@pulumi/aws/route53";
import type { QueueArgs, QueuePolicyArgs } from "@pulumi/aws/sqs";
import type { SecurityGroupEgressRuleArgs, SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc";

import { type ExampleResource, resource } from "../../../policies/example";
import {
  ACCOUNT,
  alarm,
  alarmTopic,
  container,
  GROUP,
  key,
  type Legitimate,
  logGroup,
  PLACE,
  policy,
  REGION,
  role,
  securityGroup,
  service,
  SUBNETS,
  tlsOnly,
  TRAFFIC,
  VPC,
} from "./parts";

const TLS = {
  port: 443,
  protocol: "HTTPS",
  sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
  ...TRAFFIC,
};

/** A load balancer for the inside, with its group. */
const internal: ExampleResource[] = [
  securityGroup("balancer-group", "The internal load balancer"),
  resource<SecurityGroupIngressRuleArgs>(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "balancer-https",
    {
      description: "HTTPS from the gateway",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      referencedSecurityGroupId: GROUP,
    },
    { from: { securityGroupId: "balancer-group.id" } },
  ),
  resource<LoadBalancerArgs>(
    "aws:lb/loadBalancer:LoadBalancer",
    "balancer",
    {
      name: "shop-internal",
      internal: true,
      loadBalancerType: "application",
      subnets: SUBNETS,
      securityGroups: [],
      enableDeletionProtection: true,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      accessLogs: { enabled: true, bucket: "shop-access-logs" },
    },
    { from: { "securityGroups.0": "balancer-group.id" } },
  ),
];

const targets = [
  resource<TargetGroupArgs>("aws:lb/targetGroup:TargetGroup", "targets", {
    name: "orders",
    port: 3000,
    protocol: "HTTP",
    targetType: "ip",
    vpcId: VPC,
    deregistrationDelay: 30,
    healthCheck: { enabled: true, path: "/health", matcher: "200", interval: 30, timeout: 5 },
  }),
  ...["HTTPCode_Target_5XX_Count", "UnHealthyHostCount"].map(metric =>
    alarm(
      `targets-${metric}`,
      "AWS/ApplicationELB",
      metric,
      { LoadBalancer: "", TargetGroup: "" },
      {
        "dimensions.LoadBalancer": "balancer.arnSuffix",
        "dimensions.TargetGroup": "targets.arnSuffix",
      },
    ),
  ),
];

const forward = resource<ListenerArgs>(
  "aws:lb/listener:Listener",
  "https",
  { ...TLS, defaultActions: [{ type: "forward" }] },
  { from: { loadBalancerArn: "balancer.arn", "defaultActions.0.targetGroupArn": "targets.arn" } },
);

const queues = (arn: string): ExampleResource[] => [
  resource<QueueArgs>("aws:sqs/queue:Queue", "failed", {
    name: "shop-orders-failed",
    sqsManagedSseEnabled: true,
    messageRetentionSeconds: 1209600,
    redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [arn] }),
  }),
  resource<QueueArgs>(
    "aws:sqs/queue:Queue",
    "orders",
    { name: "shop-orders", sqsManagedSseEnabled: true },
    { from: { redrivePolicy: '{"deadLetterTargetArn":"${failed.arn}","maxReceiveCount":5}' } },
  ),
];

const ORDERS = `arn:aws:sqs:${PLACE}:shop-orders`;

export const network: readonly Legitimate[] = [
  {
    title: "an internal load balancer over HTTPS",
    because: "nothing outside reaches it, and nothing inside reads along",
    resources: [key(), ...alarmTopic(), ...internal, ...targets, forward],
  },
  {
    title: "a listener that redirects and keeps path and query",
    because: "it answers nothing itself in plain text",
    resources: [
      ...internal,
      resource<ListenerArgs>(
        "aws:lb/listener:Listener",
        "http",
        {
          port: 80,
          protocol: "HTTP",
          defaultActions: [
            {
              type: "redirect",
              redirect: {
                protocol: "HTTPS",
                port: "443",
                host: "#{host}",
                path: "/#{path}",
                query: "#{query}",
                statusCode: "HTTP_301",
              },
            },
          ],
        },
        { from: { loadBalancerArn: "balancer.arn" } },
      ),
    ],
  },
  {
    title: "a network load balancer that passes TCP on",
    because: "TLS ends at the service behind it, and HTTP's settings are not for it",
    resources: [
      securityGroup("tcp-group", "The network load balancer"),
      resource<LoadBalancerArgs>(
        "aws:lb/loadBalancer:LoadBalancer",
        "tcp",
        {
          name: "shop-tcp",
          internal: true,
          loadBalancerType: "network",
          subnets: SUBNETS,
          securityGroups: [],
          enableDeletionProtection: true,
          enableCrossZoneLoadBalancing: true,
          accessLogs: { enabled: true, bucket: "shop-access-logs" },
        },
        { from: { "securityGroups.0": "tcp-group.id" } },
      ),
      resource<ListenerArgs>(
        "aws:lb/listener:Listener",
        "tcp-listener",
        {
          port: 5671,
          protocol: "TCP",
          defaultActions: [
            {
              type: "forward",
              targetGroupArn: `arn:aws:elasticloadbalancing:${PLACE}:targetgroup/broker/0123456789abcdef`,
            },
          ],
        },
        { from: { loadBalancerArn: "tcp.arn" } },
      ),
    ],
  },
  {
    title: "a service that CodeDeploy moves between two target groups",
    because: "Pulumi leaves to CodeDeploy what it changes, or would undo each deployment",
    resources: service({
      containers: [
        container("orders", { portMappings: [{ containerPort: 3000, protocol: "tcp" }] }),
      ],
      service: {
        deploymentController: { type: "CODE_DEPLOY" },
        deploymentCircuitBreaker: undefined,
        healthCheckGracePeriodSeconds: 30,
        loadBalancers: [
          {
            containerName: "orders",
            containerPort: 3000,
            targetGroupArn: `arn:aws:elasticloadbalancing:${PLACE}:targetgroup/blue/0123456789abcdef`,
          },
        ],
      },
      opts: { ignoreChanges: ["taskDefinition", "loadBalancers", "desiredCount"] },
    }),
  },
  {
    title: "a network with flow logs and a closed default group",
    because: "the role of the flow logs writes to their one log group",
    resources: [
      key(),
      resource<VpcArgs>("aws:ec2/vpc:Vpc", "vpc", {
        cidrBlock: "10.0.0.0/16",
        enableDnsHostnames: true,
        enableDnsSupport: true,
      }),
      resource<DefaultSecurityGroupArgs>(
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        "default",
        { ingress: [], egress: [] },
        { from: { vpcId: "vpc.id" } },
      ),
      logGroup("flow", "/vpc/shop/flow-logs"),
      ...role(
        "flow-logs",
        "vpc-flow-logs.amazonaws.com",
        {
          Sid: "WriteFlowLogs",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          Resource: `arn:aws:logs:${PLACE}:log-group:/vpc/shop/flow-logs:*`,
        },
        { Sid: "FindLogGroup", Action: "logs:DescribeLogGroups", Resource: "*" },
      ),
      resource<FlowLogArgs>(
        "aws:ec2/flowLog:FlowLog",
        "vpc-flow",
        { trafficType: "ALL", logDestinationType: "cloud-watch-logs", maxAggregationInterval: 60 },
        { from: { vpcId: "vpc.id", logDestination: "flow.arn", iamRoleArn: "flow-logs.arn" } },
      ),
      // Without NAT, the private subnets reach AWS through these.
      ...["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "ssmmessages", "kms"].map(name =>
        endpoint(name, "Interface"),
      ),
      endpoint("s3", "Gateway"),
    ],
  },
  {
    title: "a gateway endpoint that reaches this account's buckets only",
    because: "anyone inside may use it, for what belongs to the account",
    resources: [endpoint("s3", "Gateway", VPC)],
  },
  {
    title: "a queue with a queue for what fails",
    because: "the second one needs none itself, and takes from the first alone",
    resources: queues(ORDERS),
  },
  {
    title: "a queue that EventBridge sends to",
    because: "the service may send for one rule of this account, and nobody without TLS",
    resources: [
      ...queues(ORDERS),
      resource<QueuePolicyArgs>(
        "aws:sqs/queuePolicy:QueuePolicy",
        "orders-policy",
        {
          policy: policy(
            {
              Sid: "Rule",
              Principal: { Service: "events.amazonaws.com" },
              Action: "sqs:SendMessage",
              Resource: ORDERS,
              Condition: {
                ArnEquals: { "aws:SourceArn": `arn:aws:events:${PLACE}:rule/shop-paid` },
                StringEquals: { "aws:SourceAccount": ACCOUNT },
              },
            },
            tlsOnly("sqs:*", ORDERS),
          ),
        },
        { from: { queueUrl: "orders.id" } },
      ),
      resource<EventRuleArgs>("aws:cloudwatch/eventRule:EventRule", "paid", {
        name: "shop-paid",
        description: "Orders that were paid",
        eventPattern: JSON.stringify({ source: ["shop"], "detail-type": ["OrderPaid"] }),
      }),
      resource<EventTargetArgs>(
        "aws:cloudwatch/eventTarget:EventTarget",
        "paid-queue",
        {},
        { from: { rule: "paid.name", arn: "orders.arn" } },
      ),
    ],
  },
  {
    title: "a topic that alarms of this account publish to",
    because: "CloudWatch needs a key of one's own, and is let in for this account alone",
    resources: [key(), ...alarmTopic()],
  },
  {
    title: "a hosted zone for the network's inside",
    because: "it answers in the network alone, so queries need no log",
    resources: [
      resource<ZoneArgs>("aws:route53/zone:Zone", "inside", {
        name: "shop.internal",
        comment: "Names inside the shop's network",
        vpcs: [{ vpcId: VPC }],
      }),
    ],
  },
  {
    title: "a group that is open to a list of the company's networks",
    because: "the list says which they are, in one place for all groups",
    resources: [
      securityGroup("office-group", "HTTPS for the company's offices"),
      resource<ManagedPrefixListArgs>("aws:ec2/managedPrefixList:ManagedPrefixList", "offices", {
        name: "offices",
        addressFamily: "IPv4",
        maxEntries: 10,
        entries: [
          { cidr: "198.51.100.0/24", description: "Berlin" },
          { cidr: "203.0.113.0/24", description: "Vienna" },
        ],
      }),
      resource<SecurityGroupIngressRuleArgs>(
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        "office-https",
        { description: "HTTPS from the offices", ipProtocol: "tcp", fromPort: 443, toPort: 443 },
        { from: { securityGroupId: "office-group.id", prefixListId: "offices.id" } },
      ),
      resource<VpcEndpointArgs>(
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        "office-endpoint",
        {
          ...endpointProps("execute-api", "Interface"),
          vpcId: VPC,
          securityGroupIds: [],
        },
        { from: { "securityGroupIds.0": "office-group.id" } },
      ),
    ],
  },
  {
    title: "a service that reaches S3 through its prefix list",
    because: "it names the port and AWS's own list, and leaves the rest of the world shut",
    resources: [
      ...service(),
      resource<SecurityGroupEgressRuleArgs>(
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        "orders-to-s3",
        {
          description: "orders to S3 on 443",
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
          prefixListId: "pl-6ea54007",
        },
        { from: { securityGroupId: "orders-group.id" } },
      ),
    ],
  },
  {
    title: "an image for two processors",
    because: "a task on either finds its own, and the arguments say nothing secret",
    resources: [
      resource<ImageArgs>("docker-build:index:Image", "image", {
        context: { location: "services/orders" },
        platforms: ["linux/amd64", "linux/arm64"],
        buildArgs: { NODE_VERSION: "22", VERSION: "1.4.0" },
        tags: [`${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/shop/orders:1.4.0`],
        push: true,
      }),
    ],
  },
  {
    title: "tags that the resource has itself",
    because: "a provider without defaults is as good when each resource says all",
    defaultTags: {},
    resources: [
      resource<ZoneArgs>("aws:route53/zone:Zone", "inside", {
        name: "shop.internal",
        comment: "Names inside the shop's network",
        vpcs: [{ vpcId: VPC }],
        tags: { Environment: "prod", Application: "shop", Owner: "shop-team", CostCenter: "4711" },
      }),
    ],
  },
];

function endpointProps(name: string, vpcEndpointType: string) {
  return {
    serviceName: `com.amazonaws.${REGION}.${name}`,
    vpcEndpointType,
    ...(vpcEndpointType === "Interface"
      ? { privateDnsEnabled: true, subnetIds: SUBNETS, securityGroupIds: [GROUP] }
      : { routeTableIds: ["rtb-0a1b2c3d4e5f60744"] }),
    policy: policy({
      Sid: "ThisAccount",
      Principal: "*",
      Action: name === "s3" ? ["s3:GetObject", "s3:PutObject"] : "*",
      Resource: "*",
      Condition: {
        StringEquals: { "aws:PrincipalAccount": ACCOUNT, "aws:ResourceAccount": ACCOUNT },
      },
    }),
  };
}

function endpoint(name: string, type: string, vpcId?: string): ExampleResource {
  return resource<VpcEndpointArgs>(
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    `${name}-endpoint`.replace(".", "-"),
    { ...endpointProps(name, type), ...(vpcId && { vpcId }) },
    vpcId === undefined ? { from: { vpcId: "vpc.id" } } : {},
  );
}
