import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { ecsTaskDefinitionValid } from "../../../policies/resilience/ecs-task-definition-valid";
import { unknownValue } from "../support/engine";
import { describeRule } from "../support/rule-cases";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";

const orders: ContainerDefinition = { name: "orders", image: "orders:1.4.2" };
const healthCheck = { command: ["CMD", "/app/healthy"] };
const containers = (...list: ContainerDefinition[]) => ({
  containerDefinitions: JSON.stringify(list),
});
const unreadable = "containerDefinitions cannot be read: write a JSON array of containers.";
const later = "string value at .containerDefinitions can't be known during preview";

/** Every property that ECS has, each in use. */
const everything: Required<ContainerDefinition> = {
  ...{
    name: "everything",
    image: "orders:1.4.2",
    essential: true,
    hostname: "orders",
    user: "1000",
  },
  repositoryCredentials: { credentialsParameter: "arn:aws:secretsmanager:us-east-1:1:secret:a" },
  cpu: 128,
  memory: 512,
  memoryReservation: 256,
  links: [],
  portMappings: [
    { containerPort: 8080, hostPort: 8080, protocol: "tcp", name: "http", appProtocol: "http2" },
    { containerPortRange: "9000-9010" },
  ],
  restartPolicy: { enabled: true, ignoredExitCodes: [0], restartAttemptPeriod: 60 },
  entryPoint: ["node"],
  command: ["main.js"],
  environment: [{ name: "PORT", value: "8080" }],
  environmentFiles: [{ value: "arn:aws:s3:::shop/orders.env", type: "s3" }],
  mountPoints: [{ sourceVolume: "data", containerPath: "/data", readOnly: false }],
  volumesFrom: [{ sourceContainer: "init", readOnly: true }],
  linuxParameters: {
    capabilities: { add: ["SYS_PTRACE"], drop: ["ALL"] },
    devices: [
      { hostPath: "/dev/null", containerPath: "/dev/null", permissions: ["read", "mknod"] },
    ],
    initProcessEnabled: true,
    sharedMemorySize: 64,
    tmpfs: [{ containerPath: "/tmp", size: 64, mountOptions: ["noexec"] }],
    maxSwap: 0,
    swappiness: 100,
  },
  secrets: [{ name: "TOKEN", valueFrom: "arn:aws:ssm:us-east-1:1:parameter/token" }],
  dependsOn: [{ containerName: "init", condition: "SUCCESS" }],
  startTimeout: 60,
  stopTimeout: 60,
  versionConsistency: "enabled",
  workingDirectory: "/app",
  disableNetworking: false,
  privileged: false,
  readonlyRootFilesystem: true,
  dnsServers: [],
  dnsSearchDomains: [],
  extraHosts: [{ hostname: "db", ipAddress: "10.0.0.1" }],
  dockerSecurityOptions: ["no-new-privileges"],
  interactive: false,
  pseudoTerminal: false,
  dockerLabels: { team: "orders" },
  ulimits: [{ name: "nofile", softLimit: 1024, hardLimit: 4096 }],
  logConfiguration: {
    logDriver: "awslogs",
    options: { "awslogs-group": "/ecs/shop" },
    secretOptions: [{ name: "token", valueFrom: "arn:aws:ssm:us-east-1:1:parameter/token" }],
  },
  healthCheck: { command: ["CMD", "true"], interval: 30, timeout: 5, retries: 3, startPeriod: 10 },
  systemControls: [{ namespace: "net.core.somaxconn", value: "1024" }],
  resourceRequirements: [{ type: "GPU", value: "1" }],
  firelensConfiguration: { type: "fluentbit", options: { "enable-ecs-log-metadata": "true" } },
  credentialSpecs: ["credentialspecdomainless:arn:aws:s3:::shop/spec.json"],
};
const init: ContainerDefinition = { name: "init", image: "init:1.0.0", essential: false };
/** A container with something that its type does not allow. */
const wrongly = (property: object) => containers({ ...orders, ...property });
const at = (rest: string) => [`containerDefinitions[0].${rest}`];

describeRule<TaskDefinitionArgs>(ecsTaskDefinitionValid, TASK, [
  [
    "reports a text for an object",
    wrongly({ healthCheck: "true" }),
    at("healthCheck is not an object: write it in { }."),
  ],
  [
    "accepts every property that ECS has",
    { networkMode: "awsvpc", volumes: [{ name: "data" }], ...containers(everything, init) },
    [],
  ],
  ["accepts the least", containers(orders), []],
  ["takes null for left out", wrongly({ command: null, dependsOn: null, healthCheck: null }), []],
  ["reports text that is no JSON", { containerDefinitions: "[{" }, [unreadable]],
  ["reports one container alone", { containerDefinitions: JSON.stringify(orders) }, [unreadable]],
  ["reports a container that is none", { containerDefinitions: "[1]" }, [unreadable]],
  ["reports a container that is null", { containerDefinitions: "[null]" }, [unreadable]],
  [
    "reports what is missing",
    { containerDefinitions: "[{}]" },
    [...at("name is missing: set it."), ...at("image is missing: set it.")],
  ],
  [
    "reports a misspelt property",
    wrongly({ privilege: true }),
    at("privilege is no property of ECS's: write privileged."),
  ],
  [
    "reports a property in another case",
    wrongly({ Privileged: true }),
    at("Privileged is no property of ECS's: write privileged."),
  ],
  [
    "reports a property of something else",
    wrongly({ securityContext: {} }),
    at("securityContext is no property of ECS's: take it out."),
  ],
  [
    "reports one within another",
    wrongly({ linuxParameters: { capabilities: { dropp: ["ALL"] } } }),
    at("linuxParameters.capabilities.dropp is no property of ECS's: write drop."),
  ],
  [
    "reports a boolean in quotes",
    wrongly({ essential: "true" }),
    at("essential is not a boolean: write true or false."),
  ],
  [
    "reports a number in quotes",
    wrongly({ cpu: "256" }),
    at("cpu is not a whole number: write one, without quotes."),
  ],
  [
    "reports a fraction",
    wrongly({ cpu: 0.25 }),
    at("cpu is not a whole number: write one, without quotes."),
  ],
  [
    "reports a value that is no string, without the value",
    wrongly({ environment: [{ name: "PORT", value: 8080 }] }),
    at("environment[0].value is not a string: write it in quotes."),
  ],
  [
    "reports a label that is no string",
    wrongly({ dockerLabels: { build: 7 } }),
    at("dockerLabels.build is not a string: write it in quotes."),
  ],
  [
    "reports an object for a list",
    wrongly({ portMappings: { containerPort: 80 } }),
    at("portMappings is not a list: write it in [ ]."),
  ],
  [
    "reports a list for an object",
    wrongly({ healthCheck: [] }),
    at("healthCheck is not an object: write it in { }."),
  ],
  [
    "reports a word that ECS has not",
    wrongly({ portMappings: [{ containerPort: 80, protocol: "TCP" }] }),
    at("portMappings[0].protocol is nothing ECS knows: set it to tcp or udp."),
  ],
  [
    "reports a port that is none",
    wrongly({ portMappings: [{ containerPort: 80800 }] }),
    at("portMappings[0].containerPort is out of range: set it to 0 to 65535."),
  ],
  [
    "reports a check that is too frequent",
    wrongly({ healthCheck: { command: ["CMD", "true"], interval: 1 } }),
    at("healthCheck.interval is out of range: set it to 5 to 300."),
  ],
  [
    "reports a check of nothing",
    wrongly({ healthCheck: {} }),
    at("healthCheck.command is missing: set it."),
  ],
  [
    "reports a log driver that is none",
    wrongly({ logConfiguration: { logDriver: "cloudwatch" } }),
    at(
      "logConfiguration.logDriver is nothing ECS knows: set it to awslogs or awsfirelens or splunk or fluentd or gelf or journald or json-file or syslog.",
    ),
  ],
  [
    "reports a name twice",
    containers(orders, orders),
    ["Two containers have the same name: give each its own."],
  ],
  [
    "reports that none is essential",
    containers({ ...orders, essential: false }),
    ["No container is essential: set essential of one to true."],
  ],
  [
    "reports no container at all",
    containers(),
    ["No container is essential: set essential of one to true."],
  ],
  [
    "reports a wait for nobody",
    containers({ ...orders, dependsOn: [{ containerName: "db", condition: "START" }] }),
    at("dependsOn[0].containerName is no other container: set it to one of the task."),
  ],
  [
    "reports a wait for itself",
    containers({ ...orders, dependsOn: [{ containerName: "orders", condition: "START" }] }),
    at("dependsOn[0].containerName is no other container: set it to one of the task."),
  ],
  [
    "reports a wait for health that nobody checks",
    containers({ ...orders, dependsOn: [{ containerName: "init", condition: "HEALTHY" }] }, init),
    at("dependsOn[0] waits for health that nobody checks: set healthCheck of init."),
  ],
  [
    "reports a wait for the end of the task",
    containers(
      { ...orders, dependsOn: [{ containerName: "proxy", condition: "COMPLETE" }] },
      { ...orders, name: "proxy" },
    ),
    at("dependsOn[0] waits for an end: set essential of proxy to false."),
  ],
  [
    "accepts a wait for health",
    containers(
      { ...orders, dependsOn: [{ containerName: "init", condition: "HEALTHY" }] },
      { ...init, healthCheck },
    ),
    [],
  ],
  [
    "reports another port on the host",
    {
      networkMode: "awsvpc",
      ...containers({ ...orders, portMappings: [{ containerPort: 8080, hostPort: 80 }] }),
    },
    at("portMappings[0].hostPort: leave it out, or set it to containerPort."),
  ],
  [
    "accepts another port on a host of one's own",
    {
      networkMode: "bridge",
      ...containers({ ...orders, portMappings: [{ containerPort: 8080, hostPort: 80 }] }),
    },
    [],
  ],
  [
    "reports a mount of nothing",
    {
      volumes: [{ name: "data" }],
      ...containers({ ...orders, mountPoints: [{ sourceVolume: "dat", containerPath: "/data" }] }),
    },
    at("mountPoints[0].sourceVolume: set it to the name of one of volumes."),
  ],
  [
    "reports a mount without volumes",
    containers({ ...orders, mountPoints: [{ sourceVolume: "data" }] }),
    at("mountPoints[0].sourceVolume: set it to the name of one of volumes."),
  ],
  [
    "does not wait for volumes that are not known yet",
    {
      volumes: unknownValue,
      ...containers({ ...orders, mountPoints: [{ sourceVolume: "data" }] }),
    },
    [],
  ],
  [
    "does not wait for the inside of a volume",
    {
      volumes: [{ name: "data", efsVolumeConfiguration: unknownValue }],
      ...containers({ ...orders, mountPoints: [{ sourceVolume: "data" }] }),
    },
    [],
  ],
  [
    "reports volumes from nobody",
    containers({ ...orders, volumesFrom: [{ sourceContainer: "data" }] }),
    at("volumesFrom[0].sourceContainer: set it to a container of the task."),
  ],
  ["waits for containers that are not known yet", { containerDefinitions: unknownValue }, [later]],
]);
