import { Grant } from "./grant";

/** Networks and load balancers. */
export function networkGrants(): Grant[] {
  return [
    {
      role: "Network",
      service: "ec2",
      anywhere: `DescribeAddresses DescribeAddressesAttribute DescribeAvailabilityZones DescribeFlowLogs
        DescribeInternetGateways DescribeManagedPrefixLists DescribeNatGateways DescribeNetworkAcls
        DescribeNetworkInterfaces DescribePrefixLists DescribeRouteTables DescribeSecurityGroupRules
        DescribeSecurityGroups DescribeSubnets DescribeVpcEndpointServices DescribeVpcEndpoints DescribeVpcs`,
      create: `AllocateAddress AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateFlowLogs
        CreateInternetGateway CreateNatGateway CreateRouteTable CreateSecurityGroup CreateSubnet CreateTags
        CreateVpc CreateVpcEndpoint`,
      owned: `AssociateRouteTable AttachInternetGateway CreateRoute DeleteFlowLogs DeleteInternetGateway
        DeleteNatGateway DeleteRoute DeleteRouteTable DeleteSecurityGroup DeleteSubnet DeleteTags DeleteVpc
        DeleteVpcEndpoints DescribeVpcAttribute DetachInternetGateway DisassociateAddress
        DisassociateRouteTable ModifySecurityGroupRules ModifySubnetAttribute ModifyVpcAttribute
        ModifyVpcEndpoint ReleaseAddress ReplaceRoute RevokeSecurityGroupEgress RevokeSecurityGroupIngress`,
    },
    {
      role: "LoadBalancer",
      service: "elasticloadbalancing",
      anywhere: `DescribeCapacityReservation DescribeListenerAttributes DescribeListeners
        DescribeLoadBalancerAttributes DescribeLoadBalancers DescribeRules DescribeTags
        DescribeTargetGroupAttributes DescribeTargetGroups DescribeTargetHealth`,
      create: `AddTags CreateListener CreateLoadBalancer CreateRule CreateTargetGroup`,
      owned: `DeleteListener DeleteLoadBalancer DeleteRule DeleteTargetGroup ModifyListener
        ModifyListenerAttributes ModifyLoadBalancerAttributes ModifyRule ModifyTargetGroup
        ModifyTargetGroupAttributes RemoveTags SetIpAddressType SetRulePriorities SetSecurityGroups SetSubnets`,
    },
  ];
}
