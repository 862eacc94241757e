import type { SubnetArgs } from "@pulumi/aws/ec2";
import type { InstanceArgs, SubnetGroupArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const database = { instanceClass: "db.t4g.micro", engine: "postgres" };

export const bad = [resource<InstanceArgs>("aws:rds/instance:Instance", "db", database)];

export const good = [
  resource<SubnetArgs>("aws:ec2/subnet:Subnet", "private-a", { availabilityZone: "us-east-1a" }),
  resource<SubnetArgs>("aws:ec2/subnet:Subnet", "private-b", { availabilityZone: "us-east-1b" }),
  resource<SubnetGroupArgs>(
    "aws:rds/subnetGroup:SubnetGroup",
    "data",
    {},
    {
      from: { subnetIds: ["private-a.id", "private-b.id"] },
    },
  ),
  resource<InstanceArgs>("aws:rds/instance:Instance", "db", database, {
    from: { dbSubnetGroupName: "data.name" },
  }),
];
