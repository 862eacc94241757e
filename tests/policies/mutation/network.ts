import { drop, Mutant, set } from "./mutant";

const ingress = {
  pack: "network",
  type: "vpc/securityGroupIngressRule:SecurityGroupIngressRule",
} as const;
const listener = { pack: "encryption", type: "lb/listener:Listener" } as const;
const balancer = { type: "lb/loadBalancer:LoadBalancer" } as const;
const distribution = { type: "cloudfront/distribution:Distribution" } as const;

/** Whether a rule of a security group is for other security groups. */
const fromGroup: Mutant["where"] = ({ inputs }) => inputs.referencedSecurityGroupId !== undefined;

function openTo(port: number): Mutant["change"] {
  return props => {
    delete props.referencedSecurityGroupId;
    Object.assign(props, {
      cidrIpv4: "0.0.0.0/0",
      fromPort: port,
      toPort: port,
      ipProtocol: "tcp",
    });
  };
}

/** Mistakes in what can be reached, from where, and how it is spoken to. */
export const networkMutants: readonly Mutant[] = [
  {
    ...ingress,
    id: "open-database-port",
    mistake: "PostgreSQL's port is open to the world",
    rule: "security-group-no-public-admin-ports",
    where: fromGroup,
    change: openTo(5432),
  },
  {
    ...ingress,
    id: "open-ssh",
    mistake: "SSH is open to the world",
    rule: "security-group-no-public-admin-ports",
    where: fromGroup,
    change: openTo(22),
  },
  {
    ...ingress,
    id: "open-service",
    mistake: "a service's port is open to the world",
    rule: "security-group-no-public-ingress",
    where: fromGroup,
    change: openTo(8443),
  },
  {
    ...ingress,
    id: "database-by-address",
    mistake: "a database is open to a range of addresses",
    rule: "security-group-data-tier-sources",
    where: ({ inputs }) => inputs.referencedSecurityGroupId && inputs.fromPort === 5432,
    reports: "vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    change: props => {
      delete props.referencedSecurityGroupId;
      props.cidrIpv4 = "10.0.0.0/16";
    },
  },
  {
    pack: "network",
    type: "ec2/defaultSecurityGroup:DefaultSecurityGroup",
    id: "default-group-open",
    mistake: "the network's default group lets traffic in",
    rule: "vpc-default-security-group-closed",
    reports: "ec2/defaultSecurityGroup:DefaultSecurityGroup",
    change: set("ingress", [{ protocol: "-1", self: true, fromPort: 0, toPort: 0 }]),
  },
  {
    pack: "network",
    type: "ec2/subnet:Subnet",
    id: "subnet-public-addresses",
    where: ({ inputs }) => inputs.tags?.SubnetType !== "Public",
    mistake: "a subnet gives public addresses",
    rule: "subnet-no-auto-assign-public-ip",
    change: set("mapPublicIpOnLaunch", true),
  },
  {
    pack: "network",
    type: "ecs/service:Service",
    id: "task-public-address",
    mistake: "tasks get public addresses",
    rule: "ecs-service-no-public-ip",
    change: set("networkConfiguration.assignPublicIp", true),
  },
  {
    pack: "logging",
    type: "ec2/flowLog:FlowLog",
    id: "no-flow-log",
    mistake: "a network's traffic is not recorded",
    rule: "vpc-flow-logs-enabled",
    reports: "ec2/vpc:Vpc",
    change: "removed",
  },
  {
    ...listener,
    id: "old-tls",
    mistake: "a listener takes TLS 1.0",
    rule: "alb-listener-tls-policy",
    where: ({ inputs }) => inputs.protocol === "HTTPS",
    change: set("sslPolicy", "ELBSecurityPolicy-2016-08"),
  },
  {
    ...listener,
    id: "plain-http",
    mistake: "prod's requests are answered in the clear",
    rule: "alb-listener-https-only",
    where: ({ inputs }) => inputs.protocol === "HTTP",
    change: set("defaultActions", [{ type: "forward", targetGroupArn: "arn" }]),
  },
  {
    ...balancer,
    pack: "network",
    id: "invalid-headers",
    mistake: "a load balancer passes invalid headers on",
    rule: "alb-drop-invalid-header-fields",
    change: set("dropInvalidHeaderFields", false),
  },
  {
    ...balancer,
    pack: "network",
    id: "desync",
    mistake: "a load balancer only watches smuggled requests",
    rule: "alb-desync-mitigation-mode",
    change: set("desyncMitigationMode", "monitor"),
  },
  {
    ...balancer,
    pack: "logging",
    id: "no-access-log",
    mistake: "prod's requests are not recorded",
    rule: "alb-access-logs-enabled",
    change: drop("accessLogs"),
  },
  {
    ...balancer,
    pack: "resilience",
    id: "balancer-deletable",
    mistake: "prod's load balancer can be deleted",
    rule: "alb-deletion-protection",
    change: set("enableDeletionProtection", false),
  },
  {
    pack: "resilience",
    type: "lb/targetGroup:TargetGroup",
    id: "health-of-errors",
    mistake: "an error counts as health",
    rule: "alb-target-group-health-check",
    change: set("healthCheck.matcher", "200-499"),
  },
  {
    pack: "network",
    type: "wafv2/webAcl:WebAcl",
    id: "firewall-without-rules",
    mistake: "a firewall lacks AWS's rules",
    rule: "waf-managed-rules",
    change: set("rules", []),
  },
  {
    pack: "logging",
    type: "wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    id: "firewall-unrecorded",
    mistake: "prod's firewall records nothing",
    rule: "waf-logging-enabled",
    reports: "wafv2/webAcl:WebAcl",
    change: "removed",
  },
  {
    ...distribution,
    pack: "encryption",
    id: "site-plain",
    mistake: "a site is shown without TLS",
    rule: "cloudfront-viewer-https",
    change: set("defaultCacheBehavior.viewerProtocolPolicy", "allow-all"),
  },
  {
    ...distribution,
    pack: "network",
    id: "site-origin-public",
    mistake: "a site's bucket is read without signing",
    rule: "cloudfront-s3-origin-access-control",
    change: props => {
      for (const origin of props.origins) {
        delete origin.originAccessControlId;
      }
    },
  },
  {
    pack: "network",
    type: "ec2/vpcEndpoint:VpcEndpoint",
    where: ({ inputs }, stack) =>
      inputs.vpcEndpointType === "Interface" &&
      !stack.some(({ type }) => type === "aws:ec2/natGateway:NatGateway"),
    id: "no-endpoint",
    mistake: "tasks without NAT lose a way to AWS",
    rule: "vpc-interface-endpoints",
    reports: "ec2/vpc:Vpc",
    change: "removed",
  },
];
