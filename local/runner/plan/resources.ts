import { z } from "zod";

/** The properties that a run reads, by resource type; everything else is left alone. */

const optionalText = z.string().nullish();

const managedSecrets = z.array(z.object({ secretArn: z.string() })).nullish();

export const rdsInstance = z.object({
  id: optionalText,
  identifier: optionalText,
  engine: optionalText,
  engineVersion: z.coerce.string().nullish(),
  dbName: optionalText,
  username: optionalText,
  password: optionalText,
  port: z.number(),
  address: z.string(),
  replicateSourceDb: optionalText,
  masterUserSecrets: managedSecrets,
});

export const rdsCluster = z.object({
  clusterIdentifier: optionalText,
  engine: optionalText,
  engineVersion: z.coerce.string().nullish(),
  databaseName: optionalText,
  masterUsername: optionalText,
  masterPassword: optionalText,
  port: z.number(),
  endpoint: z.string(),
  readerEndpoint: optionalText,
  masterUserSecrets: managedSecrets,
});

export const rdsClusterInstance = z.object({
  clusterIdentifier: z.string(),
  endpoint: z.string(),
});

export const rdsProxy = z.object({ name: z.string(), endpoint: z.string() });

export const rdsProxyTarget = z.object({
  dbProxyName: z.string(),
  dbInstanceIdentifier: optionalText,
  dbClusterIdentifier: optionalText,
});

export const replicationGroup = z.object({
  replicationGroupId: optionalText,
  engine: optionalText,
  engineVersion: optionalText,
  port: z.number().nullish(),
  authToken: optionalText,
  clusterEnabled: z.boolean().nullish(),
  clusterMode: optionalText,
  parameterGroupName: optionalText,
  primaryEndpointAddress: optionalText,
  readerEndpointAddress: optionalText,
  configurationEndpointAddress: optionalText,
});

export const cacheParameters = z.object({
  name: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
});

export const taskDefinition = z.object({
  arn: z.string(),
  family: z.string(),
  containerDefinitions: z.string(),
  volumes: z
    .array(
      z.object({
        name: z.string(),
        efsVolumeConfiguration: z
          .object({
            fileSystemId: z.string(),
            rootDirectory: optionalText,
            authorizationConfig: z.object({ accessPointId: optionalText }).nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
});

/** A volume as a task definition declares it. */
export type DeployedVolume = NonNullable<z.infer<typeof taskDefinition>["volumes"]>[number];

const pair = z.object({ name: z.string(), value: z.string() });

export const containerDefinitions = z.array(
  z.object({
    name: z.string(),
    image: z.string(),
    entryPoint: z.array(z.string()).nullish(),
    command: z.array(z.string()).nullish(),
    environment: z.array(pair).nullish(),
    secrets: z.array(z.object({ name: z.string(), valueFrom: z.string() })).nullish(),
    essential: z.boolean().nullish(),
    portMappings: z.array(z.object({ containerPort: z.number() })).nullish(),
    mountPoints: z
      .array(z.object({ sourceVolume: z.string(), containerPath: z.string() }))
      .nullish(),
    healthCheck: z
      .object({
        command: z.array(z.string()),
        interval: z.number().nullish(),
        timeout: z.number().nullish(),
        retries: z.number().nullish(),
        startPeriod: z.number().nullish(),
      })
      .nullish(),
    user: optionalText,
    readonlyRootFilesystem: z.boolean().nullish(),
  }),
);

/** One container of a task definition. */
export type ContainerDefinition = z.infer<typeof containerDefinitions>[number];

export const ecsService = z.object({
  name: optionalText,
  taskDefinition: z.string(),
  desiredCount: z.number().nullish(),
  healthCheckGracePeriodSeconds: z.number().nullish(),
  loadBalancers: z
    .array(
      z.object({
        targetGroupArn: optionalText,
        containerName: z.string(),
        containerPort: z.number(),
      }),
    )
    .nullish(),
  serviceRegistries: z.object({ registryArn: z.string(), containerName: optionalText }).nullish(),
  serviceConnectConfiguration: z
    .object({
      services: z
        .array(
          z.object({
            clientAlias: z.array(z.object({ dnsName: z.string(), port: z.number() })).nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});

export const dockerImage = z.object({
  imageName: optionalText,
  repoDigest: optionalText,
  build: z
    .object({
      context: optionalText,
      dockerfile: optionalText,
      target: optionalText,
      platform: optionalText,
      args: z.record(z.string(), z.string()).nullish(),
    })
    .nullish(),
});

/** A component: the engine keeps its arguments. */
export const containerImage = z.object({ reference: optionalText, context: optionalText });

export const ssmParameter = z.object({
  name: z.string(),
  arn: z.string(),
  value: optionalText,
  insecureValue: optionalText,
});

export const secret = z.object({ id: optionalText, arn: z.string(), name: z.string() });

export const secretVersion = z.object({
  secretId: z.string(),
  secretString: optionalText,
  versionId: optionalText,
  versionStages: z.array(z.string()).nullish(),
});

export const namespace = z.object({ id: z.string(), name: z.string() });

export const discoveryService = z.object({
  arn: z.string(),
  name: z.string(),
  namespaceId: optionalText,
  dnsConfig: z.object({ namespaceId: z.string() }).nullish(),
});

/** Kinds of dynamic resources differ in their other properties. */
export const dynamicResource = z.looseObject({ kind: optionalText });

export const migrationRun = z.object({
  taskDefinitionArn: z.string(),
  containerName: z.string(),
  timeoutSeconds: z.number().nullish(),
});

export const loadBalancer = z.object({
  arn: z.string(),
  name: optionalText,
  idleTimeout: z.number().nullish(),
});

export const targetGroup = z.object({
  arn: z.string(),
  name: optionalText,
  protocol: optionalText,
  protocolVersion: optionalText,
  deregistrationDelay: z.number().nullish(),
  healthCheck: z
    .object({
      enabled: z.boolean().nullish(),
      path: optionalText,
      port: optionalText,
      protocol: optionalText,
      matcher: optionalText,
      interval: z.number().nullish(),
      timeout: z.number().nullish(),
      healthyThreshold: z.number().nullish(),
      unhealthyThreshold: z.number().nullish(),
    })
    .nullish(),
});

const action = z.object({
  type: z.string(),
  targetGroupArn: optionalText,
  forward: z
    .object({
      targetGroups: z.array(z.object({ arn: z.string(), weight: z.number().nullish() })),
    })
    .nullish(),
  fixedResponse: z
    .object({
      statusCode: z.coerce.number().nullish(),
      contentType: z.string(),
      messageBody: optionalText,
    })
    .nullish(),
  redirect: z
    .object({
      statusCode: z.string(),
      protocol: optionalText,
      host: optionalText,
      port: optionalText,
      path: optionalText,
      query: optionalText,
    })
    .nullish(),
});

/** An action as a listener or a rule declares it. */
export type DeployedAction = z.infer<typeof action>;

export const listener = z.object({
  arn: z.string(),
  loadBalancerArn: z.string(),
  port: z.number().nullish(),
  protocol: optionalText,
  defaultActions: z.array(action),
  routingHttpResponseStrictTransportSecurityHeaderValue: optionalText,
  routingHttpResponseContentSecurityPolicyHeaderValue: optionalText,
  routingHttpResponseXContentTypeOptionsHeaderValue: optionalText,
  routingHttpResponseXFrameOptionsHeaderValue: optionalText,
  routingHttpResponseAccessControlAllowOriginHeaderValue: optionalText,
  routingHttpResponseAccessControlAllowMethodsHeaderValue: optionalText,
  routingHttpResponseAccessControlAllowHeadersHeaderValue: optionalText,
  routingHttpResponseAccessControlAllowCredentialsHeaderValue: optionalText,
  routingHttpResponseAccessControlExposeHeadersHeaderValue: optionalText,
  routingHttpResponseAccessControlMaxAgeHeaderValue: optionalText,
});

const values = z.array(z.string()).nullish();
const patterns = z.object({ values, regexValues: values });

const condition = z.object({
  pathPattern: patterns.nullish(),
  hostHeader: patterns.nullish(),
  httpHeader: patterns.extend({ httpHeaderName: z.string() }).nullish(),
  httpRequestMethod: z.object({ values }).nullish(),
  queryStrings: z.array(z.object({ key: optionalText, value: z.string() })).nullish(),
  sourceIp: z.object({ values }).nullish(),
});

/** A condition as a rule declares it. */
export type DeployedCondition = z.infer<typeof condition>;

const rewrite = z.object({ rewrite: z.object({ regex: z.string(), replace: z.string() }) });

const transform = z.object({
  type: z.string(),
  urlRewriteConfig: rewrite.partial().nullish(),
  hostHeaderRewriteConfig: rewrite.partial().nullish(),
});

/** A transform as a rule declares it. */
export type DeployedTransform = z.infer<typeof transform>;

const blockAction = z.object({
  customResponse: z
    .object({
      responseCode: z.number(),
      customResponseBodyKey: optionalText,
      responseHeaders: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
    })
    .nullish(),
});

export const listenerRule = z.object({
  listenerArn: z.string(),
  priority: z.number(),
  conditions: z.array(condition),
  actions: z.array(action),
  transforms: z.array(transform).nullish(),
});

export const webAclAssociation = z.object({ resourceArn: z.string(), webAclArn: z.string() });

/** Statements nest in each other; what is played is checked where it is read. */
export const webAcl = z.object({
  arn: z.string(),
  customResponseBodies: z
    .array(z.object({ key: z.string(), contentType: z.string(), content: z.string() }))
    .nullish(),
  rules: z
    .array(
      z.object({
        name: z.string(),
        priority: z.number(),
        action: z.looseObject({ block: blockAction.nullish() }).nullish(),
        statement: z.looseObject({
          rateBasedStatement: z
            .object({
              aggregateKeyType: z.string(),
              limit: z.number(),
              evaluationWindowSec: z.number().nullish(),
              scopeDownStatement: z.unknown().optional(),
            })
            .nullish(),
          managedRuleGroupStatement: z.object({ name: z.string() }).nullish(),
        }),
      }),
    )
    .nullish(),
});
