import { Problem, Surroundings } from "../types/type-entry";
import { Values, allAt, asList, asText, asValues, at, hasUnknown } from "../values";
import { covers, listOf, statementsOf } from "./policy-document";

/** Values in the conditions of one rule, and rules of one listener, that an ALB takes. */
const VALUES_PER_RULE = 5;
const RULES_PER_LISTENER = 100;

/** Where a condition has its values; query strings have theirs apart. */
const VALUE_LISTS = [
  "hostHeader.values",
  "httpHeader.values",
  "httpRequestMethod.values",
  "pathPattern.values",
  "sourceIp.values",
];

/** What Elastic Load Balancing fills in for a target group. */
export function attributesOf(inputs: Values): Values {
  return {
    deregistrationDelay: 300,
    ipAddressType: "ipv4",
    loadBalancerArns: [],
    loadBalancingAlgorithmType: "round_robin",
    protocolVersion: "HTTP1",
    slowStart: 0,
    targetType: "instance",
    healthCheck: {
      enabled: true,
      healthyThreshold: 3,
      interval: 30,
      matcher: "200",
      path: "/",
      port: "traffic-port",
      protocol: "HTTP",
      timeout: 5,
      unhealthyThreshold: 3,
      ...asValues(inputs.healthCheck),
    },
  };
}

/** HTTPS needs a certificate; HTTP takes none. */
export function secureListenerHasCertificate(inputs: Values): Problem[] {
  const secure = ["HTTPS", "TLS"].includes(asText(inputs.protocol));
  if (secure && inputs.certificateArn === undefined) {
    return [
      {
        property: "certificateArn",
        reason: `ValidationError: a certificate must be specified for ${asText(inputs.protocol)} listeners`,
      },
    ];
  }
  return !secure && inputs.certificateArn !== undefined && !hasUnknown(inputs.protocol)
    ? [
        {
          property: "certificateArn",
          reason: `ValidationError: a certificate cannot be specified for ${asText(inputs.protocol) || "HTTP"} listeners`,
        },
      ]
    : [];
}

/** A rule has conditions, with at most five values together, each of one kind. */
export function conditionsFit(inputs: Values): Problem[] {
  if (hasUnknown(inputs.conditions)) {
    return [];
  }
  const conditions = asList(inputs.conditions).map(asValues);
  const values = conditions.flatMap(condition => [
    ...VALUE_LISTS.flatMap(path => allAt(condition, path)),
    ...allAt(condition, "queryStrings").map(query => asValues(query).value),
  ]);
  const problems: string[] = [];
  if (values.length === 0) {
    problems.push("ValidationError: a rule must have at least one condition value");
  }
  if (values.length > VALUES_PER_RULE) {
    problems.push(
      `ValidationError: ${values.length} condition values; a rule takes ${VALUES_PER_RULE}`,
    );
  }
  for (const value of values.map(asText).filter(text => text.length > 128)) {
    problems.push(`ValidationError: the condition value "${value}" is longer than 128 characters`);
  }
  return problems.map(reason => ({ property: "conditions", reason }));
}

/** No other rule of the listener has the priority, and there is room for one more. */
export function priorityIsFree({ inputs, others }: Surroundings): string[] {
  const rules = others
    .all("aws:lb/listenerRule:ListenerRule")
    .filter(({ outputs }) => outputs.listenerArn === inputs.listenerArn);
  const holder = rules.find(({ outputs }) => outputs.priority === inputs.priority);
  return [
    ...(holder === undefined
      ? []
      : [
          `PriorityInUse: Priority '${asText(inputs.priority)}' is currently in use by ${holder.urn.split("::").pop()}`,
        ]),
    ...(rules.length < RULES_PER_LISTENER
      ? []
      : [`TooManyRules: the listener has ${RULES_PER_LISTENER} rules already`]),
  ];
}

/** An application load balancer spans two zones of one VPC. */
export function balancerProblems({ inputs, others }: Surroundings): string[] {
  const ids = [...asList(inputs.subnets), ...allAt(inputs, "subnetMappings.subnetId")].map(asText);
  const subnets = ids.map(id => others.find(id, "aws:ec2/subnet:Subnet")?.outputs);
  if (inputs.loadBalancerType === "network" || subnets.includes(undefined)) {
    return [];
  }
  const zones = new Set(subnets.map(subnet => asText(subnet?.availabilityZone)));
  const vpcs = new Set(subnets.map(subnet => asText(subnet?.vpcId)));
  return [
    ...(zones.size >= 2
      ? []
      : [
          "InvalidConfigurationRequest: At least two subnets in two different Availability Zones must be specified",
        ]),
    ...(zones.size === subnets.length
      ? []
      : [
          "InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability Zone",
        ]),
    ...(vpcs.size <= 1 ? [] : ["InvalidConfigurationRequest: the subnets are of several VPCs"]),
  ];
}

/** Elastic Load Balancing tries to write to the log bucket before it takes it. */
export function logsReachBucket({ inputs, others }: Surroundings): string[] {
  if (at(inputs, "accessLogs.enabled") !== true) {
    return [];
  }
  const bucket = asText(at(inputs, "accessLogs.bucket"));
  const policy = others
    .all("aws:s3/bucketPolicy:BucketPolicy")
    .find(({ outputs }) => outputs.bucket === bucket);
  const lets = statementsOf(asText(policy?.outputs.policy)).some(
    statement =>
      statement.Effect === "Allow" &&
      listOf(statement.Action).some(action => covers(action, "s3:PutObject")),
  );
  return lets
    ? []
    : [
        `InvalidConfigurationRequest: Access Denied for bucket: ${bucket}. Please check S3bucket permission`,
      ];
}
