import { integer, object, Shape } from "./shape";

const strings: Shape = { listOf: "string" };
const options: Shape = { mapOf: "string" };
const secret = object({ name: "string", valueFrom: "string" }, "name", "valueFrom");
const keyValue = object({ name: "string", value: "string" });
const port = integer(0, 65535);

const portMapping = object({
  containerPort: port,
  hostPort: port,
  protocol: { oneOf: ["tcp", "udp"] },
  name: "string",
  appProtocol: { oneOf: ["http", "http2", "grpc"] },
  containerPortRange: "string",
});

const linuxParameters = object({
  capabilities: object({ add: strings, drop: strings }),
  devices: {
    listOf: object(
      {
        hostPath: "string",
        containerPath: "string",
        permissions: { listOf: { oneOf: ["read", "write", "mknod"] } },
      },
      "hostPath",
    ),
  },
  initProcessEnabled: "boolean",
  sharedMemorySize: integer(),
  tmpfs: {
    listOf: object(
      { containerPath: "string", size: integer(), mountOptions: strings },
      "containerPath",
      "size",
    ),
  },
  maxSwap: integer(),
  swappiness: integer(0, 100),
});

const ulimit = object(
  {
    name: {
      oneOf: [
        ...["core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice"],
        ...["nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack"],
      ],
    },
    softLimit: integer(),
    hardLimit: integer(),
  },
  "name",
  "softLimit",
  "hardLimit",
);

const logConfiguration = object(
  {
    logDriver: {
      oneOf: [
        ...["awslogs", "awsfirelens", "splunk", "fluentd", "gelf"],
        ...["journald", "json-file", "syslog"],
      ],
    },
    options,
    secretOptions: { listOf: secret },
  },
  "logDriver",
);

const healthCheck = object(
  {
    command: strings,
    interval: integer(5, 300),
    timeout: integer(2, 60),
    retries: integer(1, 10),
    startPeriod: integer(0, 300),
  },
  "command",
);

/** A container as ECS's RegisterTaskDefinition takes it; its source is the API's model in `@aws-sdk/client-ecs`. */
const container = object(
  {
    name: "string",
    image: "string",
    repositoryCredentials: object({ credentialsParameter: "string" }, "credentialsParameter"),
    cpu: integer(0),
    memory: integer(4),
    memoryReservation: integer(4),
    links: strings,
    portMappings: { listOf: portMapping },
    essential: "boolean",
    restartPolicy: object(
      {
        enabled: "boolean",
        ignoredExitCodes: { listOf: integer() },
        restartAttemptPeriod: integer(60, 1800),
      },
      "enabled",
    ),
    entryPoint: strings,
    command: strings,
    environment: { listOf: keyValue },
    environmentFiles: {
      listOf: object({ value: "string", type: { oneOf: ["s3"] } }, "value", "type"),
    },
    mountPoints: {
      listOf: object({ sourceVolume: "string", containerPath: "string", readOnly: "boolean" }),
    },
    volumesFrom: { listOf: object({ sourceContainer: "string", readOnly: "boolean" }) },
    linuxParameters,
    secrets: { listOf: secret },
    dependsOn: {
      listOf: object(
        {
          containerName: "string",
          condition: { oneOf: ["START", "COMPLETE", "SUCCESS", "HEALTHY"] },
        },
        "containerName",
        "condition",
      ),
    },
    startTimeout: integer(0),
    stopTimeout: integer(0),
    versionConsistency: { oneOf: ["enabled", "disabled"] },
    hostname: "string",
    user: "string",
    workingDirectory: "string",
    disableNetworking: "boolean",
    privileged: "boolean",
    readonlyRootFilesystem: "boolean",
    dnsServers: strings,
    dnsSearchDomains: strings,
    extraHosts: {
      listOf: object({ hostname: "string", ipAddress: "string" }, "hostname", "ipAddress"),
    },
    dockerSecurityOptions: strings,
    interactive: "boolean",
    pseudoTerminal: "boolean",
    dockerLabels: options,
    ulimits: { listOf: ulimit },
    logConfiguration,
    healthCheck,
    systemControls: { listOf: object({ namespace: "string", value: "string" }) },
    resourceRequirements: {
      listOf: object(
        {
          value: "string",
          type: { oneOf: ["GPU", "InferenceAccelerator", "NeuronDevice"] },
          sharingStrategy: "string",
        },
        "type",
      ),
    },
    firelensConfiguration: object({ type: { oneOf: ["fluentd", "fluentbit"] }, options }, "type"),
    credentialSpecs: strings,
  },
  "name",
  "image",
);

/** The list that a task definition's `containerDefinitions` is. */
export const CONTAINERS: Shape = { listOf: container };
