import type {
  DefaultRouteTableArgs,
  DefaultSecurityGroupArgs,
  DefaultSubnetArgs,
  DefaultVpcArgs,
  InternetGatewayArgs,
  MainRouteTableAssociationArgs,
  NatGatewayArgs,
  RouteArgs,
  RouteTableArgs,
  RouteTableAssociationArgs,
  SubnetArgs,
  VpcArgs,
  VpcEndpointArgs,
} from "@pulumi/aws/ec2";
import type { ServiceArgs } from "@pulumi/aws/ecs";
import { expect } from "chai";

import { routePrivateSubnetsNoIgw } from "../../../policies/network/route-private-subnets-no-igw";
import { subnetNoAutoAssignPublicIp } from "../../../policies/network/subnet-no-auto-assign-public-ip";
import { vpcDefaultSecurityGroupClosed } from "../../../policies/network/vpc-default-security-group-closed";
import { vpcInterfaceEndpoints } from "../../../policies/network/vpc-interface-endpoints";
import { vpcNoDefaultVpc } from "../../../policies/network/vpc-no-default-vpc";
import { Member, unknownValue } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule, Props, ruleCases } from "../support/rule-cases";
import { describeStackRule, member } from "../support/stack-cases";

const vpc = member<VpcArgs>("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" });

const adopted = (props: Props<DefaultSecurityGroupArgs> = {}) =>
  member<DefaultSecurityGroupArgs>(
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "default",
    props,
    { from: { vpcId: vpc } },
  );
const open =
  "shop: The VPC's default security group is open among its members: add a DefaultSecurityGroup without rules.";
const ruled = "default: The default security group has rules: leave ingress and egress out.";
const rule = { protocol: "-1", fromPort: 0, toPort: 0, self: true };
describeStackRule(vpcDefaultSecurityGroupClosed, [
  ["reports a VPC whose group is left to AWS", [vpc], [open]],
  [
    "reports a group with a way in",
    [vpc, { ...adopted({ ingress: [rule] }), from: {} }],
    [ruled, open],
  ],
  [
    "reports a group with a way out",
    [
      vpc,
      member<DefaultSecurityGroupArgs>(
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        "default",
        { egress: [rule] },
        { from: { vpcId: vpc, egress: [] } },
      ),
    ],
    [ruled],
  ],
  ["accepts an adopted group without rules", [vpc, adopted()], []],
  ["accepts it before ids are known", [vpc, adopted({ vpcId: unknownValue })], []],
  [
    "accepts what the provider will read back",
    [vpc, { ...adopted({ ingress: unknownValue }), filled: ["ingress"] }],
    [],
  ],
  [
    "reports another VPC's",
    [vpc, member<VpcArgs>("aws:ec2/vpc:Vpc", "second"), adopted()],
    [open.replace("shop", "second")],
  ],
]);

const shared = "The default VPC's subnets are all public: make a VPC with private ones.";
describe(vpcNoDefaultVpc.name, () => {
  ruleCases<DefaultVpcArgs>(vpcNoDefaultVpc, "aws:ec2/defaultVpc:DefaultVpc", [
    ["reports it", {}, [shared]],
    ["reports it whatever is not known", { enableDnsSupport: unknownValue }, [shared]],
  ]);
  ruleCases<DefaultSubnetArgs>(vpcNoDefaultVpc, "aws:ec2/defaultSubnet:DefaultSubnet", [
    ["reports one of its subnets", {}, [shared]],
    [
      "reports one that gives no addresses: its route leads to the internet all the same",
      { mapPublicIpOnLaunch: false },
      [shared],
    ],
  ]);
  ruleCases<VpcArgs>(vpcNoDefaultVpc, "aws:ec2/vpc:Vpc", [
    ["accepts a VPC of one's own", { cidrBlock: "10.0.0.0/16" }, []],
  ]);
});

const launched = "What is launched here gets a public address: set mapPublicIpOnLaunch to false.";
describeRule<SubnetArgs>(subnetNoAutoAssignPublicIp, "aws:ec2/subnet:Subnet", [
  ["reports a subnet that gives addresses", { mapPublicIpOnLaunch: true }, [launched]],
  [
    "reports one with another tag",
    { mapPublicIpOnLaunch: true, tags: { SubnetType: "Private" } },
    [launched],
  ],
  ["accepts one that gives none", { mapPublicIpOnLaunch: false }, []],
  ["accepts it when nothing is said, which means none", {}, []],
  ["accepts a public subnet", { mapPublicIpOnLaunch: true, tags: { SubnetType: "Public" } }, []],
  [
    "takes other tags from the configuration",
    { mapPublicIpOnLaunch: true, tags: { Tier: "public" } },
    [],
    { config: { publicTags: { Tier: "Public" } } },
  ],
  [
    "reports public subnets too when none may",
    { mapPublicIpOnLaunch: true, tags: { SubnetType: "Public" } },
    [launched],
    { config: { publicTags: {} } },
  ],
  [
    "waits for what is not known yet",
    { mapPublicIpOnLaunch: unknownValue },
    ["string value at .mapPublicIpOnLaunch can't be known during preview"],
  ],
]);

describe(`${subnetNoAutoAssignPublicIp.name} mends`, () => {
  const mend = (props: Props<SubnetArgs>) =>
    mended(subnetNoAutoAssignPublicIp, { type: "aws:ec2/subnet:Subnet", props });

  it("a subnet that gives addresses, and no public one", async () => {
    expect(await mend({ mapPublicIpOnLaunch: true })).to.deep.equal({
      mapPublicIpOnLaunch: false,
    });
    expect(await mend({ mapPublicIpOnLaunch: true, tags: { SubnetType: "Public" } })).to.equal(
      undefined,
    );
    expect(await mend({})).to.equal(undefined);
  });
});

const subnet = (props: Props<SubnetArgs> = {}, name = "subnet") =>
  member<SubnetArgs>("aws:ec2/subnet:Subnet", name, props, { from: { vpcId: vpc } });
const gateway = member<InternetGatewayArgs>("aws:ec2/internetGateway:InternetGateway", "igw");
const nat = member<NatGatewayArgs>("aws:ec2/natGateway:NatGateway", "nat");
const table = (props: Props<RouteTableArgs> = {}, from = {}) =>
  member<RouteTableArgs>("aws:ec2/routeTable:RouteTable", "table", props, { from });
const association = member<RouteTableAssociationArgs>(
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "association",
  {},
  { from: { routeTableId: table(), subnetId: subnet() } },
);
const route = (props: Props<RouteArgs>, from = {}) =>
  member<RouteArgs>("aws:ec2/route:Route", "route", props, {
    from: { routeTableId: table(), ...from },
  });
const outside = route({ destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-0123" });
const private_ =
  "subnet: The subnet is not tagged as public and has a route to an internet gateway: take it off that route table, or give it the tag SubnetType=Public.";
const rest = [gateway, table(), association];
const ownTable = (props: Props<DefaultRouteTableArgs>) =>
  member<DefaultRouteTableArgs>("aws:ec2/defaultRouteTable:DefaultRouteTable", "own", props, {
    from: { defaultRouteTableId: vpc },
  });
const mainTable = (of: Member) =>
  member<MainRouteTableAssociationArgs>(
    "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
    "main",
    {},
    { from: { vpcId: vpc, routeTableId: of } },
  );
describeStackRule(routePrivateSubnetsNoIgw, [
  ["reports a subnet that says nothing", [subnet(), ...rest, outside], [private_]],
  [
    "reports a private one",
    [subnet({ tags: { SubnetType: "Private" } }), ...rest, outside],
    [private_],
  ],
  [
    "reports it before the gateway is known",
    [
      subnet(),
      ...rest,
      route({ destinationIpv6CidrBlock: "::/0", gatewayId: unknownValue }, { gatewayId: gateway }),
    ],
    [private_],
  ],
  [
    "reports an inline route",
    [
      subnet(),
      gateway,
      table({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-0123" }] }),
      association,
    ],
    [private_],
  ],
  [
    "reports an inline route whose gateway is not known yet",
    [
      subnet(),
      gateway,
      table({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: unknownValue }] }, { routes: gateway }),
      association,
    ],
    [private_],
  ],
  [
    "reports a subnet that has no table of its own, when the VPC's own leads there",
    [
      vpc,
      subnet(),
      gateway,
      ownTable({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }),
    ],
    [private_],
  ],
  [
    "reports it by a route that names the VPC's own table",
    [
      vpc,
      subnet(),
      member<RouteArgs>(
        "aws:ec2/route:Route",
        "out",
        { destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" },
        { from: { routeTableId: vpc } },
      ),
    ],
    [private_],
  ],
  [
    "reports it by ids, once they are known",
    [
      { ...vpc, props: { id: "vpc-1", defaultRouteTableId: "rtb-1" } },
      { ...subnet(), from: {}, props: { vpcId: "vpc-1" } },
      {
        ...ownTable({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }),
        from: {},
        props: {
          id: "rtb-1",
          defaultRouteTableId: "rtb-1",
          routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }],
        },
      },
    ],
    [private_],
  ],
  [
    "reports it when another table was made the VPC's main one",
    [vpc, subnet(), gateway, table(), outside, mainTable(table())],
    [private_],
  ],
  [
    "goes by the main table alone",
    [
      vpc,
      subnet(),
      ownTable({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }),
      table(),
      mainTable(table()),
    ],
    [],
  ],
  [
    "leaves a subnet with a table of its own",
    [
      vpc,
      subnet(),
      table(),
      association,
      ownTable({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }),
    ],
    [],
  ],
  [
    "takes tags that are not known yet for such",
    [subnet({ tags: unknownValue }), ...rest, outside],
    [],
  ],
  [
    "names no tag where none will do",
    [subnet(), ...rest, outside],
    [private_.replace(", or give it the tag SubnetType=Public", "")],
    { publicTags: {} },
  ],
  ["accepts a public subnet", [subnet({ tags: { SubnetType: "Public" } }), ...rest, outside], []],
  [
    "accepts a NAT gateway",
    [
      subnet(),
      ...rest,
      nat,
      route(
        { destinationCidrBlock: "0.0.0.0/0", natGatewayId: unknownValue },
        { natGatewayId: nat },
      ),
    ],
    [],
  ],
  [
    "accepts an inline NAT gateway beside another route",
    [
      subnet(),
      gateway,
      table(
        {
          routes: [
            { cidrBlock: "0.0.0.0/0", natGatewayId: unknownValue },
            { cidrBlock: "192.0.2.1/32", gatewayId: unknownValue },
          ],
        },
        { routes: [gateway, nat] },
      ),
      association,
    ],
    [],
  ],
  [
    "accepts a gateway to another network",
    [subnet(), ...rest, route({ destinationCidrBlock: "0.0.0.0/0", gatewayId: "vgw-0123" })],
    [],
  ],
  [
    "accepts a route to one address",
    [subnet(), ...rest, route({ destinationCidrBlock: "192.0.2.1/32", gatewayId: "igw-0123" })],
    [],
  ],
  ["accepts a subnet on another table", [subnet(), gateway, table(), outside], []],
  [
    "takes other tags from the configuration",
    [subnet({ tags: { Tier: "public" } }), ...rest, outside],
    [],
    { publicTags: { Tier: "Public" } },
  ],
]);

const service = member<ServiceArgs>(
  "aws:ecs/service:Service",
  "orders",
  {},
  { from: { networkConfiguration: subnet() } },
);
const endpoint = (serviceName: string, of = vpc) =>
  member<VpcEndpointArgs>(
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    serviceName,
    { serviceName: `com.amazonaws.us-east-1.${serviceName}` },
    { from: { vpcId: of } },
  );
const unreached = (name: string) =>
  `shop: [Service::${name}] Tasks without a way out cannot reach ${name}: add a VpcEndpoint for it.`;
const two = { services: ["ecr.api", "s3"] };
const all = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "ssmmessages", "kms", "s3"];
describeStackRule(vpcInterfaceEndpoints, [
  ["reports each service without an endpoint", [vpc, subnet(), service], all.map(unreached)],
  [
    "reports the missing one",
    [vpc, subnet(), service, endpoint("s3")],
    [unreached("ecr.api")],
    two,
  ],
  [
    "tells ssm from ssmmessages",
    [vpc, subnet(), service, endpoint("ssmmessages")],
    [unreached("ssm")],
    { services: ["ssm"] },
  ],
  [
    "reports another VPC's endpoints",
    [
      vpc,
      subnet(),
      service,
      endpoint("s3", member<VpcArgs>("aws:ec2/vpc:Vpc", "other")),
      endpoint("ecr.api"),
    ],
    [unreached("s3")],
    two,
  ],
  ["accepts all of them", [vpc, subnet(), service, ...all.map(name => endpoint(name))], []],
  [
    "accepts a way out",
    [
      vpc,
      subnet(),
      service,
      table(),
      association,
      route({ destinationCidrBlock: "0.0.0.0/0", natGatewayId: unknownValue }),
    ],
    [],
  ],
  [
    "accepts a way out by the VPC's own table",
    [
      vpc,
      subnet(),
      service,
      ownTable({ routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: unknownValue }] }),
    ],
    [],
  ],
  ["says nothing of a VPC without services", [vpc, subnet()], []],
  [
    "passes by a name that is not known yet",
    [
      vpc,
      subnet(),
      service,
      endpoint("s3"),
      { ...endpoint("x"), props: { serviceName: unknownValue } },
    ],
    [unreached("ecr.api")],
    two,
  ],
]);
