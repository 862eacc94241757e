import { Recording } from "../../support/mocks";

/** How each setting of `docs/systems.md` is read off what a program registered. */
export const settings: Readonly<Record<string, (recording: Recording) => string>> = {
  zones: recording => String(vpc(recording).numberOfAvailabilityZones),
  "NAT gateways": recording => {
    const { natGateways, numberOfAvailabilityZones } = vpc(recording);
    return String(
      { None: 0, Single: 1 }[natGateways.strategy as string] ?? numberOfAvailabilityZones,
    );
  },
  subnets: recording => {
    const { subnetSpecs, numberOfAvailabilityZones } = vpc(recording);
    const open = subnetSpecs.filter(({ type }: any) => type === "Public").length;
    return `${open * numberOfAvailabilityZones} public, ${(subnetSpecs.length - open) * numberOfAvailabilityZones} private`;
  },
  cluster: recording => names(recording, "aws:ecs/cluster:Cluster"),
  "load balancer": recording => names(recording, "aws:lb/loadBalancer:LoadBalancer"),
  "target groups": recording => names(recording, "aws:lb/targetGroup:TargetGroup") || "generated",
  "log groups": logGroups,
  "log retention": recording =>
    unique(serviceLogGroups(recording).map(({ retentionInDays }) => String(retentionInDays))),
  exec: recording =>
    unique(services(recording).map(s => (s.enableExecuteCommand === true ? "on" : "off"))),
  key: recording => unique(names(recording, "aws:kms/alias:Alias").split(", ")),
  database,
  "database backups": backups,
  cache,
  migration: recording =>
    recording.resources
      .filter(({ type, name }) => type.endsWith(":TaskDefinition") && name === "migration")
      .map(({ inputs }) => `${inputs.cpu}/${inputs.memory}`)
      .join() || "-",
  deployment,
  "CPU / memory target": recording =>
    ["CPU", "Memory"].map(metric => unique(targets(recording, metric))).join(" / "),
  "cooldown out / in": recording =>
    ["scaleOutCooldown", "scaleInCooldown"]
      .map(key => unique(policies(recording).map(policy => String(policy[key]))))
      .join(" / "),
  listeners: recording =>
    inputs(recording, "aws:lb/listener:Listener")
      .map(({ protocol, port, defaultActions }) =>
        [protocol, port, defaultActions[0].type === "redirect" ? "redirects" : ""].join(" ").trim(),
      )
      .join(", "),
  CDN: cdn,
  WAF: waf,
};

function inputs({ resources }: Recording, type: string): any[] {
  return resources.filter(r => r.type === type).map(r => r.inputs);
}

function names(recording: Recording, type: string): string {
  return inputs(recording, type)
    .flatMap(({ name }) => (name === undefined ? [] : [name]))
    .sort()
    .join(", ");
}

/** The one value that all have; all of them, where they differ. */
function unique(values: readonly string[]): string {
  return [...new Set(values)].join(", ");
}

function vpc(recording: Recording): any {
  return inputs(recording, "awsx:ec2:Vpc")[0];
}

/** The systems' own services, without the broker. */
function services({ resources }: Recording): any[] {
  return resources
    .filter(
      ({ type, options }) =>
        type === "aws:ecs/service:Service" && options.parent.includes("MicroService"),
    )
    .map(r => r.inputs);
}

/** Log groups of containers, without those of Exec sessions. */
function serviceLogGroups(recording: Recording): any[] {
  return inputs(recording, "aws:cloudwatch/logGroup:LogGroup").filter(
    ({ name }) => name?.startsWith("/ecs/") && !name.endsWith("/exec"),
  );
}

/** The group; with one for each service, the group's name with `<service>` in place of theirs. */
function logGroups(recording: Recording): string {
  const known = services(recording).map(({ loadBalancers }) => loadBalancers?.[0].containerName);
  return unique(
    serviceLogGroups(recording).map(({ name }) => {
      const [last, ...path] = (name as string).split("/").reverse();
      return known.includes(last) ? [...path.reverse(), "<service>"].join("/") : name;
    }),
  );
}

function database(recording: Recording): string {
  const all = inputs(recording, "aws:rds/instance:Instance");
  const [main] = all.filter(instance => instance.replicateSourceDb === undefined);
  const replicas = all.length - 1;
  const parameters = inputs(recording, "aws:rds/parameterGroup:ParameterGroup")[0].parameters.find(
    ({ name }: any) => name === "max_connections",
  );
  return [
    `PostgreSQL ${main.engineVersion}`,
    main.instanceClass,
    main.multiAz === true ? "Multi-AZ" : "one zone",
    main.dbName,
    ...(parameters === undefined ? [] : [`max_connections ${parameters.value}`]),
    ...(replicas > 0 ? [`${replicas} read replica`] : []),
    ...(inputs(recording, "aws:rds/proxy:Proxy").length > 0 ? ["proxy"] : []),
  ].join(", ");
}

function backups(recording: Recording): string {
  const [main] = inputs(recording, "aws:rds/instance:Instance");
  const rules = inputs(recording, "aws:backup/plan:Plan").flatMap(plan => plan.rules);
  const copies = inputs(recording, "aws:backup/vault:Vault").flatMap(vault => vault.region ?? []);
  return [
    main.backupRetentionPeriod,
    ...rules.map(rule => `${rule.ruleName} ${rule.lifecycle.deleteAfter}`),
    ...copies.map(region => `copied to ${region}`),
  ].join(", ");
}

function cache(recording: Recording): string {
  const [group] = inputs(recording, "aws:elasticache/replicationGroup:ReplicationGroup");
  if (group === undefined) {
    return "-";
  }
  const { engine, engineVersion, nodeType, numCacheClusters, numNodeGroups } = group;
  const nodes = (count: number) => `${count} node${count === 1 ? "" : "s"}`;
  const policy = inputs(recording, "aws:elasticache/parameterGroup:ParameterGroup")
    .flatMap(({ parameters }) => parameters ?? [])
    .find(({ name }) => name === "maxmemory-policy");
  return [
    `${engine} ${engineVersion}`,
    nodeType,
    numNodeGroups === undefined
      ? nodes(numCacheClusters)
      : `${numNodeGroups} shard${numNodeGroups === 1 ? "" : "s"} of ${nodes(group.replicasPerNodeGroup + 1)}`,
    ...(policy === undefined ? [] : [policy.value]),
  ].join(", ");
}

function policies(recording: Recording): any[] {
  return inputs(recording, "aws:appautoscaling/policy:Policy").map(
    policy => policy.targetTrackingScalingPolicyConfiguration,
  );
}

function targets(recording: Recording, metric: string): string[] {
  return policies(recording)
    .filter(policy =>
      policy.predefinedMetricSpecification.predefinedMetricType.includes(`Average${metric}`),
    )
    .map(policy => String(policy.targetValue));
}

function deployment(recording: Recording): string {
  const groups = inputs(recording, "aws:codedeploy/deploymentGroup:DeploymentGroup");
  if (groups.length > 0) {
    return unique(
      groups.map(group => {
        const wait =
          group.blueGreenDeploymentConfig.terminateBlueInstancesOnDeploymentSuccess
            .terminationWaitTimeInMinutes;
        const name = group.deploymentConfigName.replace("CodeDeployDefault.", "");
        return `CodeDeploy, ${name}, blue ends after ${wait} minutes`;
      }),
    );
  }
  return unique(
    services(recording).map(service => {
      const strategy = service.deploymentConfiguration.strategy.toLowerCase();
      const { enable, rollback } = service.deploymentCircuitBreaker ?? {};
      return `${strategy}${enable && rollback ? " with circuit breaker" : ""}`;
    }),
  );
}

function cdn(recording: Recording): string {
  const [distribution] = inputs(recording, "aws:cloudfront/distribution:Distribution");
  if (distribution === undefined) {
    return "-";
  }
  const kind = (id: string) =>
    distribution.origins.find((origin: any) => origin.originId === id).customOriginConfig
      ? "the ALB"
      : "S3";
  const ordered: any[] = distribution.orderedCacheBehaviors ?? [];
  const byTarget = ["S3", "the ALB"].flatMap(target => {
    const behaviors = ordered.filter(b => kind(b.targetOriginId) === target);
    const paths = behaviors.map(b => b.pathPattern).sort();
    return paths.length > 0 ? [`${paths.join(" and ")} to ${target}`] : [];
  });
  return `CloudFront: ${[kind(distribution.defaultCacheBehavior.targetOriginId), ...byTarget].join(", ")}`;
}

function waf(recording: Recording): string {
  const [acl] = inputs(recording, "aws:wafv2/webAcl:WebAcl");
  if (acl === undefined) {
    return "off";
  }
  const limits = acl.rules.filter((rule: any) => rule.statement.rateBasedStatement);
  return limits.length > 0 ? "on, rate limits" : "on";
}
