import type { RouteArgs } from "@pulumi/aws/apigatewayv2";
import type { LaunchConfigurationArgs } from "@pulumi/aws/ec2";
import type { MethodArgs } from "@pulumi/aws/apigateway";
import type { InstanceArgs, LaunchTemplateArgs } from "@pulumi/aws/ec2";
import type { DomainArgs as ElasticsearchArgs } from "@pulumi/aws/elasticsearch";
import type { FunctionUrlArgs } from "@pulumi/aws/lambda";
import type { DomainArgs } from "@pulumi/aws/opensearch";

import { apiGatewayAuthorization } from "../../../policies/network/api-gateway-authorization";
import { ec2Imdsv2Required } from "../../../policies/network/ec2-imdsv2-required";
import { ec2InstanceNoPublicIp } from "../../../policies/network/ec2-instance-no-public-ip";
import { lambdaFunctionUrlAuth } from "../../../policies/network/lambda-function-url-auth";
import { opensearchInVpc } from "../../../policies/network/opensearch-in-vpc";
import { unknownValue } from "../support/engine";
import { describeRule, ruleCases } from "../support/rule-cases";

const called = "Anyone may call the function: set authorizationType to AWS_IAM.";
describeRule<FunctionUrlArgs>(lambdaFunctionUrlAuth, "aws:lambda/functionUrl:FunctionUrl", [
  ["reports a public URL", { authorizationType: "NONE" }, [called]],
  ["reports one that does not say", {}, [called]],
  [
    "reports it whatever is not known",
    { authorizationType: "NONE", functionName: unknownValue },
    [called],
  ],
  ["accepts signed requests", { authorizationType: "AWS_IAM" }, []],
  [
    "waits for what is not known yet",
    { authorizationType: unknownValue },
    ["string value at .authorizationType can't be known during preview"],
  ],
]);

const asked = "Anyone may call the method: set authorization, or apiKeyRequired to true.";
const get = { httpMethod: "GET", authorization: "NONE" };
const routed = "Anyone may call the route: set authorizationType, or apiKeyRequired to true.";
describeRule<MethodArgs>(apiGatewayAuthorization, "aws:apigateway/method:Method", [
  ["reports an open method", get, [asked]],
  ["reports it whatever the key", { ...get, apiKeyRequired: false }, [asked]],
  ["reports every method at once", { ...get, httpMethod: "ANY" }, [asked]],
  ["accepts OPTIONS", { ...get, httpMethod: "OPTIONS" }, []],
  ["accepts a key", { ...get, apiKeyRequired: true }, []],
  ["accepts IAM", { ...get, authorization: "AWS_IAM" }, []],
  ["accepts an authorizer", { ...get, authorization: "CUSTOM", authorizerId: unknownValue }, []],
  [
    "waits for what is not known yet",
    { ...get, authorization: unknownValue },
    ["string value at .authorization can't be known during preview"],
  ],
]);

const exposed = "The domain has a public endpoint: set vpcOptions.";
describe(opensearchInVpc.name, () => {
  ruleCases<DomainArgs>(opensearchInVpc, "aws:opensearch/domain:Domain", [
    ["reports a public endpoint", {}, [exposed]],
    ["reports it whatever the policy", { accessPolicies: unknownValue }, [exposed]],
    ["accepts a VPC", { vpcOptions: { subnetIds: ["subnet-1"] } }, []],
    ["accepts one that is not known yet", { vpcOptions: unknownValue }, []],
    ["accepts subnets that are not known yet", { vpcOptions: { subnetIds: unknownValue } }, []],
  ]);
  ruleCases<ElasticsearchArgs>(opensearchInVpc, "aws:elasticsearch/domain:Domain", [
    ["reports the older type", { elasticsearchVersion: "7.10" }, [exposed]],
  ]);
});

const addressed = "The instance gets a public address: set associatePublicIpAddress to false.";
const interface_ = (index: number) =>
  `[Interface::${index}] Instances get a public address: set networkInterfaces[${index}].associatePublicIpAddress to false.`;
describeRule<RouteArgs>(apiGatewayAuthorization, "aws:apigatewayv2/route:Route", [
  ["reports an open route", { routeKey: "GET /orders" }, [routed]],
  ["reports it said", { routeKey: "ANY /{proxy+}", authorizationType: "NONE" }, [routed]],
  ["reports a socket that anyone connects to", { routeKey: "$connect" }, [routed]],
  ["accepts what follows on a socket", { routeKey: "$disconnect" }, []],
  ["accepts OPTIONS", { routeKey: "OPTIONS /orders" }, []],
  ["accepts an authorizer", { routeKey: "GET /orders", authorizationType: "JWT" }, []],
  ["accepts a key", { routeKey: "$connect", apiKeyRequired: true }, []],
  [
    "waits for what is not known yet",
    { routeKey: "GET /orders", authorizationType: unknownValue },
    ["string value at .authorizationType can't be known during preview"],
  ],
]);

describe(ec2InstanceNoPublicIp.name, () => {
  for (const type of [
    "launchConfiguration:LaunchConfiguration",
    "spotInstanceRequest:SpotInstanceRequest",
  ]) {
    ruleCases<LaunchConfigurationArgs>(ec2InstanceNoPublicIp, `aws:ec2/${type}`, [
      ["reports a public address", { associatePublicIpAddress: true }, [addressed]],
      ["accepts what the subnet says", {}, []],
    ]);
  }
  ruleCases<InstanceArgs>(ec2InstanceNoPublicIp, "aws:ec2/instance:Instance", [
    ["reports a public address", { associatePublicIpAddress: true }, [addressed]],
    ["accepts none", { associatePublicIpAddress: false }, []],
    ["accepts what the subnet says", {}, []],
    ["accepts an interface made elsewhere", { primaryNetworkInterface: unknownValue }, []],
    [
      "waits for what is not known yet",
      { associatePublicIpAddress: unknownValue },
      ["string value at .associatePublicIpAddress can't be known during preview"],
    ],
  ]);
  ruleCases<LaunchTemplateArgs>(ec2InstanceNoPublicIp, "aws:ec2/launchTemplate:LaunchTemplate", [
    [
      "reports each interface",
      {
        networkInterfaces: [
          { associatePublicIpAddress: "false" },
          { associatePublicIpAddress: unknownValue },
          { associatePublicIpAddress: "true" },
        ],
      },
      [
        interface_(2),
        "string value at .networkInterfaces.1.associatePublicIpAddress can't be known during preview",
      ],
    ],
    ["accepts none", {}, []],
  ]);
});

const plain = "Credentials are had by a plain request: set metadataOptions.httpTokens to required.";
describe(ec2Imdsv2Required.name, () => {
  for (const type of [
    "launchConfiguration:LaunchConfiguration",
    "spotInstanceRequest:SpotInstanceRequest",
  ]) {
    ruleCases<LaunchConfigurationArgs>(ec2Imdsv2Required, `aws:ec2/${type}`, [
      ["reports version 1", { metadataOptions: { httpTokens: "optional" } }, [plain]],
      ["reports it unsaid", {}, [plain]],
      ["accepts version 2", { metadataOptions: { httpTokens: "required" } }, []],
    ]);
  }
  ruleCases<InstanceArgs>(ec2Imdsv2Required, "aws:ec2/instance:Instance", [
    ["reports version 1", { metadataOptions: { httpTokens: "optional" } }, [plain]],
    ["reports it unsaid, which leaves it to the image", {}, [plain]],
    ["reports other options alone", { metadataOptions: { httpPutResponseHopLimit: 1 } }, [plain]],
    ["accepts version 2", { metadataOptions: { httpTokens: "required" } }, []],
    ["accepts no metadata at all", { metadataOptions: { httpEndpoint: "disabled" } }, []],
    ["leaves it to the template", { launchTemplate: { id: unknownValue } }, []],
    [
      "reports what is over the template",
      { launchTemplate: { id: "lt-1" }, metadataOptions: { httpTokens: "optional" } },
      [plain],
    ],
    [
      "waits for what is not known yet",
      { metadataOptions: { httpTokens: unknownValue } },
      ["string value at .metadataOptions.httpTokens can't be known during preview"],
    ],
  ]);
  ruleCases<LaunchTemplateArgs>(ec2Imdsv2Required, "aws:ec2/launchTemplate:LaunchTemplate", [
    ["reports a template", {}, [plain]],
    ["accepts version 2", { metadataOptions: { httpTokens: "required" } }, []],
  ]);
});
