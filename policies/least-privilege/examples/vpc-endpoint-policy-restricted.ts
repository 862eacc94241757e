import type { VpcEndpointArgs } from "@pulumi/aws/ec2";

import { resource } from "../../example";

const endpoint = {
  vpcId: "vpc-0123456789abcdef0",
  serviceName: "com.amazonaws.us-east-1.ssm",
  vpcEndpointType: "Interface",
};

export const bad = [resource<VpcEndpointArgs>("aws:ec2/vpcEndpoint:VpcEndpoint", "ssm", endpoint)];

export const good = [
  resource<VpcEndpointArgs>("aws:ec2/vpcEndpoint:VpcEndpoint", "ssm", {
    ...endpoint,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "*",
          Resource: "*",
          Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } },
        },
      ],
    }),
  }),
];
