import type { DomainNameArgs } from "@pulumi/aws/apigateway";
import type { DomainNameArgs as HttpDomainNameArgs } from "@pulumi/aws/apigatewayv2";
import type { ListenerArgs, TargetGroupArgs } from "@pulumi/aws/lb";
import type { ClusterArgs } from "@pulumi/aws/msk";
import type { DomainArgs } from "@pulumi/aws/opensearch";
import type { ParameterGroupArgs } from "@pulumi/aws/rds";

import { albListenerTlsPolicy } from "../../../policies/encryption/alb-listener-tls-policy";
import { albTargetGroupHttps } from "../../../policies/encryption/alb-target-group-https";
import { apiGatewayDomainTls } from "../../../policies/encryption/api-gateway-domain-tls";
import { mskEncryptionInTransit } from "../../../policies/encryption/msk-encryption-in-transit";
import { opensearchEncrypted } from "../../../policies/encryption/opensearch-encrypted";
import { rdsForceSsl } from "../../../policies/encryption/rds-force-ssl";
import { unknownValue } from "../support/engine";
import { mendCases } from "../support/mend";
import { describeRule, ruleCases } from "../support/rule-cases";

describe(albTargetGroupHttps.name, () => {
  const plain = "Requests go on in plain text: set protocol to HTTPS.";
  for (const type of ["aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"]) {
    ruleCases<TargetGroupArgs>(albTargetGroupHttps, type, [
      [`reports HTTP (${type.split("/")[0]})`, { port: 3000, protocol: "HTTP" }, [plain]],
      [`accepts HTTPS (${type.split("/")[0]})`, { port: 3443, protocol: "HTTPS" }, []],
    ]);
  }
  ruleCases<TargetGroupArgs>(albTargetGroupHttps, "aws:lb/targetGroup:TargetGroup", [
    ["says nothing of a function, which has no protocol", { targetType: "lambda" }, []],
    ["says nothing of TCP, which may carry TLS", { port: 443, protocol: "TCP" }, []],
    [
      "waits for what is not known yet",
      { protocol: unknownValue },
      ["string value at .protocol can't be known during preview"],
    ],
  ]);
});

describe(apiGatewayDomainTls.name, () => {
  const old = (path: string) => `The domain takes old TLS versions: set ${path} to TLS_1_2.`;
  ruleCases<DomainNameArgs>(apiGatewayDomainTls, "aws:apigateway/domainName:DomainName", [
    ["reports TLS 1.0", { securityPolicy: "TLS_1_0" }, [old("securityPolicy")]],
    [
      "reports it when nothing is said, which may mean it",
      { domainName: "api.example.com" },
      [old("securityPolicy")],
    ],
    [
      "reports TLS 1.0 by a newer name",
      { securityPolicy: "SecurityPolicy_TLS10_2018_EDGE" },
      [old("securityPolicy")],
    ],
    ["accepts TLS 1.2", { securityPolicy: "TLS_1_2" }, []],
    ["accepts TLS 1.3", { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }, []],
    [
      "waits for what is not known yet",
      { securityPolicy: unknownValue },
      ["string value at .securityPolicy can't be known during preview"],
    ],
  ]);
  const configured = (securityPolicy: string) => ({
    domainNameConfiguration: {
      certificateArn: "arn",
      endpointType: "REGIONAL",
      securityPolicy,
    },
  });
  ruleCases<HttpDomainNameArgs>(apiGatewayDomainTls, "aws:apigatewayv2/domainName:DomainName", [
    ["reports TLS 1.0", configured("TLS_1_0"), [old("domainNameConfiguration.securityPolicy")]],
    ["reports no configuration", {}, [old("domainNameConfiguration.securityPolicy")]],
    ["accepts TLS 1.2", configured("TLS_1_2"), []],
  ]);
});

const brokers = (clientBroker?: string, inCluster?: boolean) => ({
  encryptionInfo: { encryptionInTransit: { clientBroker, inCluster } },
});
const clients =
  "[Clients] Clients may talk in plain text: set encryptionInfo.encryptionInTransit.clientBroker to TLS.";
const between =
  "[Brokers] Brokers talk in plain text: set encryptionInfo.encryptionInTransit.inCluster to true.";
describeRule<ClusterArgs>(mskEncryptionInTransit, "aws:msk/cluster:Cluster", [
  ["reports plain text", brokers("PLAINTEXT"), [clients]],
  ["reports plain text beside TLS", brokers("TLS_PLAINTEXT", true), [clients]],
  ["reports plain text between brokers", brokers("TLS", false), [between]],
  ["reports both", brokers("PLAINTEXT", false), [clients, between]],
  ["accepts TLS", brokers("TLS", true), []],
  ["accepts AWS's defaults when nothing is said", { kafkaVersion: "3.9.x" }, []],
  ["accepts a key alone", { encryptionInfo: { encryptionAtRestKmsKeyArn: unknownValue } }, []],
  [
    "waits for what is not known yet",
    brokers(unknownValue),
    [
      "string value at .encryptionInfo.encryptionInTransit.clientBroker can't be known during preview",
    ],
  ],
]);

describe(opensearchEncrypted.name, () => {
  const atRest = "[AtRest] Indices are not encrypted: set encryptAtRest.enabled to true.";
  const nodes = "[NodeToNode] Nodes talk in plain text: set nodeToNodeEncryption.enabled to true.";
  const https =
    "[Https] Clients may talk in plain text: set domainEndpointOptions.enforceHttps to true.";
  const good = {
    encryptAtRest: { enabled: true },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { enforceHttps: true },
  };
  ruleCases<DomainArgs>(opensearchEncrypted, "aws:opensearch/domain:Domain", [
    ["reports all three when nothing is said", {}, [atRest, nodes, https]],
    ["reports plain indices", { ...good, encryptAtRest: { enabled: false } }, [atRest]],
    ["reports plain nodes", { ...good, nodeToNodeEncryption: { enabled: false } }, [nodes]],
    ["reports plain clients", { ...good, domainEndpointOptions: { enforceHttps: false } }, [https]],
    [
      "accepts a block that leaves HTTPS to its default",
      { ...good, domainEndpointOptions: { customEndpointEnabled: false } },
      [],
    ],
    ["accepts encryption", good, []],
    [
      "reads nothing else",
      { ...good, encryptAtRest: { enabled: true, kmsKeyId: unknownValue } },
      [],
    ],
    [
      "waits for what is not known yet",
      { ...good, encryptAtRest: { enabled: unknownValue } },
      ["string value at .encryptAtRest.enabled can't be known during preview"],
    ],
  ]);
  ruleCases<DomainArgs>(opensearchEncrypted, "aws:elasticsearch/domain:Domain", [
    ["reports the older type", { ...good, encryptAtRest: undefined }, [atRest]],
    ["accepts encryption", good, []],
  ]);
});

describe(`${albListenerTlsPolicy.name} at level remediate`, () => {
  const modern = { sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" };
  mendCases<ListenerArgs>(albListenerTlsPolicy, "aws:lb/listener:Listener", [
    ["mends an old policy", { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-2016-08" }, modern],
    ["mends AWS's default", { protocol: "TLS" }, modern],
    [
      "leaves another modern one",
      { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06" },
      undefined,
    ],
    ["leaves a listener without TLS", { protocol: "HTTP" }, undefined],
  ]);
});

describe(`${rdsForceSsl.name} at level remediate`, () => {
  const forced = { name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" };
  const logged = { name: "log_statement", value: "ddl" };
  mendCases<ParameterGroupArgs>(rdsForceSsl, "aws:rds/parameterGroup:ParameterGroup", [
    [
      "adds the parameter to the others",
      { family: "postgres14", parameters: [logged] },
      { parameters: [logged, forced] },
    ],
    [
      "takes the place of one that is off",
      { family: "postgres16", parameters: [{ name: "rds.force_ssl", value: "0" }, logged] },
      { parameters: [logged, forced] },
    ],
    ["mends a group without parameters", { family: "postgres16" }, { parameters: [forced] }],
    [
      "leaves one that is on",
      { family: "postgres16", parameters: [{ name: "rds.force_ssl", value: "1" }] },
      undefined,
    ],
    ["leaves other engines", { family: "mysql8.0" }, undefined],
  ]);
});
