import type { EventTargetArgs } from "@pulumi/aws/cloudwatch";
import type { ScheduleArgs } from "@pulumi/aws/scheduler";
import type { RouteArgs, RouteTableAssociationArgs, SubnetArgs } from "@pulumi/aws/ec2";
import type { ServiceArgs, TaskDefinitionArgs, TaskSetArgs } from "@pulumi/aws/ecs";
import type {
  ClusterArgs,
  ClusterInstanceArgs,
  InstanceArgs,
  SubnetGroupArgs,
} from "@pulumi/aws/rds";
import { expect } from "chai";

import { ecsServiceNoPublicIp } from "../../../policies/network/ecs-service-no-public-ip";
import { ecsServicePrivateSubnets } from "../../../policies/network/ecs-service-private-subnets";
import { ecsTaskAwsvpc } from "../../../policies/network/ecs-task-awsvpc";
import { rdsInstanceNoPublicAccess } from "../../../policies/network/rds-instance-no-public-access";
import { rdsInstancePrivateSubnets } from "../../../policies/network/rds-instance-private-subnets";
import { Member, unknownValue } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule, Props, ruleCases } from "../support/rule-cases";
import { describeStackRule, member } from "../support/stack-cases";

const addressed = "Tasks get a public address: set networkConfiguration.assignPublicIp to false.";
const network = { subnets: ["subnet-1"] };
describe(ecsServiceNoPublicIp.name, () => {
  ruleCases<ServiceArgs>(ecsServiceNoPublicIp, "aws:ecs/service:Service", [
    [
      "reports public addresses",
      { networkConfiguration: { ...network, assignPublicIp: true } },
      [addressed],
    ],
    ["accepts none", { networkConfiguration: { ...network, assignPublicIp: false } }, []],
    ["accepts it when nothing is said, which means none", { networkConfiguration: network }, []],
    ["accepts a service without a network of its own", {}, []],
    [
      "needs no subnet to be known",
      { networkConfiguration: { subnets: unknownValue, assignPublicIp: true } },
      [addressed],
    ],
    [
      "waits for what is not known yet",
      { networkConfiguration: { ...network, assignPublicIp: unknownValue } },
      ["string value at .networkConfiguration.assignPublicIp can't be known during preview"],
    ],
  ]);
  ruleCases<TaskSetArgs>(ecsServiceNoPublicIp, "aws:ecs/taskSet:TaskSet", [
    [
      "reports public addresses",
      { networkConfiguration: { ...network, assignPublicIp: true } },
      [addressed],
    ],
  ]);

  ruleCases<EventTargetArgs>(ecsServiceNoPublicIp, "aws:cloudwatch/eventTarget:EventTarget", [
    [
      "reports tasks that an event starts",
      {
        ecsTarget: {
          taskDefinitionArn: unknownValue,
          networkConfiguration: { ...network, assignPublicIp: true },
        },
      },
      [addressed.replace("networkC", "ecsTarget.networkC")],
    ],
    ["accepts a target that is no task", { arn: "arn:aws:sqs:::queue" }, []],
  ]);
  ruleCases<ScheduleArgs>(ecsServiceNoPublicIp, "aws:scheduler/schedule:Schedule", [
    [
      "reports tasks that a schedule starts",
      {
        target: {
          arn: "arn:cluster",
          roleArn: "arn:role",
          ecsParameters: {
            taskDefinitionArn: unknownValue,
            networkConfiguration: { ...network, assignPublicIp: true },
          },
        },
      },
      [addressed.replace("networkC", "target.ecsParameters.networkC")],
    ],
    ["accepts a target that is no task", { target: { arn: "arn:queue", roleArn: "arn:role" } }, []],
  ]);

  it("mends a service, and leaves its subnets alone", async () => {
    const mend = (type: string, assignPublicIp: boolean) =>
      mended(ecsServiceNoPublicIp, {
        type,
        props: { networkConfiguration: { ...network, assignPublicIp } },
      });
    expect(await mend("aws:ecs/service:Service", true)).to.deep.equal({
      networkConfiguration: { ...network, assignPublicIp: false },
    });
    expect(await mend("aws:ecs/service:Service", false)).to.equal(undefined);
    expect(await mend("aws:ecs/taskSet:TaskSet", true)).to.equal(undefined);
  });
});

const hosted = "The task shares its host's network: set networkMode to awsvpc.";
describeRule<TaskDefinitionArgs>(ecsTaskAwsvpc, "aws:ecs/taskDefinition:TaskDefinition", [
  ["reports the host's network", { networkMode: "host" }, [hosted]],
  ["reports a bridge", { networkMode: "bridge" }, [hosted]],
  ["reports it when nothing is said, which means a bridge", {}, [hosted]],
  ["reports a task without network", { networkMode: "none" }, [hosted]],
  [
    "accepts a bridge on machines of one's own, which have no other",
    { networkMode: "bridge", requiresCompatibilities: ["EXTERNAL"] },
    [],
  ],
  [
    "reports a bridge on EC2",
    { networkMode: "bridge", requiresCompatibilities: ["EC2", "EXTERNAL"] },
    [hosted],
  ],
  ["accepts awsvpc", { networkMode: "awsvpc", containerDefinitions: unknownValue }, []],
  [
    "waits for what is not known yet",
    { networkMode: unknownValue },
    ["string value at .networkMode can't be known during preview"],
  ],
]);

const reached = "The database has a public address: set publiclyAccessible to false.";
describe(rdsInstanceNoPublicAccess.name, () => {
  ruleCases<InstanceArgs>(rdsInstanceNoPublicAccess, "aws:rds/instance:Instance", [
    ["reports a public address", { publiclyAccessible: true }, [reached]],
    ["accepts none", { publiclyAccessible: false }, []],
    ["accepts it when nothing is said, which means none", {}, []],
    ["reports a replica's too", { replicateSourceDb: "db", publiclyAccessible: true }, [reached]],
    [
      "waits for what is not known yet",
      { publiclyAccessible: unknownValue },
      ["string value at .publiclyAccessible can't be known during preview"],
    ],
  ]);
  ruleCases<ClusterInstanceArgs>(
    rdsInstanceNoPublicAccess,
    "aws:rds/clusterInstance:ClusterInstance",
    [
      ["reports a cluster's instance", { publiclyAccessible: true }, [reached]],
      ["accepts a private one", {}, []],
    ],
  );

  it("mends a public address", async () => {
    const mend = (publiclyAccessible: boolean) =>
      mended(rdsInstanceNoPublicAccess, {
        type: "aws:rds/instance:Instance",
        props: { publiclyAccessible },
      });
    expect(await mend(true)).to.deep.equal({ publiclyAccessible: false });
    expect(await mend(false)).to.equal(undefined);
  });
});

const subnet = (name: string, availabilityZone = `us-east-1${name}`): Member =>
  member<SubnetArgs>("aws:ec2/subnet:Subnet", name, { availabilityZone });
/** A resource whose id is known. */
const created = (resource: Member, id: string): Member => ({
  ...resource,
  props: { ...resource.props, id },
});
/** What makes subnet `a` public. */
const way = [
  member("aws:ec2/routeTable:RouteTable", "table"),
  member<RouteArgs>(
    "aws:ec2/route:Route",
    "route",
    { destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-0123" },
    { from: { routeTableId: member("aws:ec2/routeTable:RouteTable", "table") } },
  ),
  member<RouteTableAssociationArgs>(
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    "association",
    {},
    {
      from: {
        routeTableId: member("aws:ec2/routeTable:RouteTable", "table"),
        subnetId: subnet("a"),
      },
    },
  ),
];

const orders = (props: Props<ServiceArgs>, ...subnets: Member[]) =>
  member<ServiceArgs>("aws:ecs/service:Service", "orders", props, {
    from: { networkConfiguration: subnets },
  });
const open =
  "orders: [Public] networkConfiguration.subnets holds a public subnet: name private ones.";
const oneZone =
  "orders: [Zones] networkConfiguration.subnets are all in one zone: name subnets in two or more.";
const both = [subnet("a"), subnet("b")];
describeStackRule(ecsServicePrivateSubnets, [
  ["reports a public subnet", [...both, ...way, orders({}, ...both)], [open]],
  [
    "reports it before ids are known",
    [...both, ...way, orders({ networkConfiguration: { subnets: unknownValue } }, ...both)],
    [open],
  ],
  ["reports one zone", [subnet("b"), orders({}, subnet("b"))], [oneZone]],
  [
    "reports one zone by ids",
    [
      created(subnet("b"), "subnet-1"),
      created(subnet("c"), "subnet-2"),
      orders({ networkConfiguration: { subnets: ["subnet-1"] } }, subnet("b"), subnet("c")),
    ],
    [oneZone],
  ],
  [
    "reports two subnets of one zone, one of them public",
    [subnet("a"), subnet("c", "us-east-1a"), ...way, orders({}, subnet("a"), subnet("c"))],
    [open, oneZone],
  ],
  ["accepts private subnets of two zones", [...both, orders({}, ...both)], []],
  [
    "accepts private subnets beside a public one",
    [...both, subnet("c"), ...way, orders({}, subnet("b"), subnet("c"))],
    [],
  ],
  [
    "says nothing of zones that are not known yet",
    [subnet("b", unknownValue), orders({}, subnet("b"))],
    [],
  ],
  [
    "says nothing of subnets from elsewhere",
    [
      subnet("b"),
      orders({ networkConfiguration: { subnets: ["subnet-1", "subnet-2"] } }, subnet("b")),
    ],
    [],
  ],
  ["says nothing of a service without subnets", [orders({})], []],
]);

const database = (props: Props<InstanceArgs>, from = {}) =>
  member<InstanceArgs>("aws:rds/instance:Instance", "db", props, { from });
const subnetGroup = (...subnets: Member[]) =>
  member<SubnetGroupArgs>(
    "aws:rds/subnetGroup:SubnetGroup",
    "data",
    {},
    { from: { subnetIds: subnets } },
  );
const unplaced = "db: [SubnetGroup] The database lies in the default VPC: set dbSubnetGroupName.";
describeStackRule(rdsInstancePrivateSubnets, [
  ["reports a database without a place", [database({})], [unplaced]],
  [
    "reports one for which AWS chose the place",
    [{ ...database({ dbSubnetGroupName: "default" }), filled: ["dbSubnetGroupName"] }],
    [unplaced],
  ],
  [
    "reports one for which AWS will choose it",
    [{ ...database({ dbSubnetGroupName: unknownValue }), filled: ["dbSubnetGroupName"] }],
    [unplaced],
  ],
  ["reports a cluster", [member<ClusterArgs>("aws:rds/cluster:Cluster", "db", {})], [unplaced]],
  [
    "reports a public subnet",
    [...both, ...way, subnetGroup(...both)],
    ["data: [Public] subnetIds holds a public subnet: name private ones."],
  ],
  [
    "reports one zone",
    [subnet("a"), subnet("c", "us-east-1a"), subnetGroup(subnet("a"), subnet("c", "us-east-1a"))],
    ["data: [Zones] subnetIds are all in one zone: name subnets in two or more."],
  ],
  [
    "reports one zone by ids",
    [
      created(subnet("a"), "subnet-1"),
      { ...subnetGroup(subnet("a")), props: { subnetIds: ["subnet-1"] } },
    ],
    ["data: [Zones] subnetIds are all in one zone: name subnets in two or more."],
  ],
  [
    "accepts private subnets of two zones",
    [...both, subnetGroup(...both), database({}, { dbSubnetGroupName: subnetGroup() })].map(each =>
      each.name === "db" ? { ...each, props: { dbSubnetGroupName: unknownValue } } : each,
    ),
    [],
  ],
  ["leaves a replica to its primary", [database({ replicateSourceDb: "primary" })], []],
]);
