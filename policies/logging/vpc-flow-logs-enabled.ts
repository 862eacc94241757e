import type { StackValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { eachKnown } from "../known";
import { refersTo } from "../references";

const VPC_TYPES = ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"];

export const vpcFlowLogsEnabled: StackValidationPolicy = {
  name: "vpc-flow-logs-enabled",
  description: "Each VPC logs who connects to whom.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["logging"],
  framework: fsbp("EC2.6", "VPC flow logging should be enabled in all VPCs"),
  remediationSteps: "Add a FlowLog of the VPC with trafficType ALL, or REJECT.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
  validateStack: ({ resources }, report) => {
    const flowLogs = resources.filter(({ type }) => type === "aws:ec2/flowLog:FlowLog");
    const networks = resources.filter(({ type }) => VPC_TYPES.includes(type));
    eachKnown(networks, network => {
      const own = flowLogs.filter(flowLog => refersTo(flowLog, "vpcId", network));
      if (own.length === 0) {
        report("Connections are not logged: add a FlowLog of the VPC.", network.urn);
      } else if (
        !own.some(({ props }) => ["ALL", "REJECT"].includes(props.trafficType as string))
      ) {
        report("Refused connections are not logged: set trafficType to ALL.", own[0].urn);
      }
    });
  },
};
