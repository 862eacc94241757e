import type { FlowLogArgs, VpcArgs } from "@pulumi/aws/ec2";

import { resource } from "../../example";

const network = resource<VpcArgs>("aws:ec2/vpc:Vpc", "network", { cidrBlock: "10.0.0.0/16" });

export const bad = [network];

export const good = [
  network,
  resource<FlowLogArgs>(
    "aws:ec2/flowLog:FlowLog",
    "flow-log",
    { trafficType: "ALL", logDestinationType: "s3", logDestination: "arn:aws:s3:::shop-flow-logs" },
    { from: { vpcId: "network.id" } },
  ),
];
