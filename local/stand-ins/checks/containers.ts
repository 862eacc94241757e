import { Problem } from "../types/type-entry";
import { Values, asList, asText, asValues, canonicalJson, hasUnknown, isUnknown } from "../values";

/** Memory in MiB that Fargate offers for each number of CPU units. */
const FARGATE_MEMORY: Readonly<Record<string, readonly number[] | undefined>> = {
  "256": [512, 1024, 2048],
  "512": steps(1024, 4096, 1024),
  "1024": steps(2048, 8192, 1024),
  "2048": steps(4096, 16384, 1024),
  "4096": steps(8192, 30720, 1024),
  "8192": steps(16384, 61440, 4096),
  "16384": steps(32768, 122880, 8192),
};

function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}

/** The task's CPU and memory are a pair that Fargate runs. */
export function fargateSizeProblems({ cpu, memory, requiresCompatibilities }: Values): Problem[] {
  const fargate = asList(requiresCompatibilities).includes("FARGATE");
  if (!fargate || isUnknown(cpu) || isUnknown(memory)) {
    return [];
  }
  const sizes = FARGATE_MEMORY[asText(cpu)];
  if (sizes === undefined) {
    return [
      {
        property: "cpu",
        reason: `No Fargate configuration exists for ${asText(cpu) || "no"} CPU units; use ${Object.keys(FARGATE_MEMORY).join(", ")}`,
      },
    ];
  }
  return sizes.includes(Number(memory))
    ? []
    : [
        {
          property: "memory",
          reason: `No Fargate configuration exists for ${asText(cpu)} CPU units and ${asText(memory) || "no"} MiB; use one of ${sizes.join(", ")}`,
        },
      ];
}

/** The container definitions of a task definition; none of a document that is not a list. */
export function containersOf(document: unknown): Values[] {
  try {
    return asList(JSON.parse(asText(document))).map(asValues);
  } catch {
    return [];
  }
}

/** The container definitions are ones that ECS registers. */
export function checkContainers(inputs: Values): Problem[] {
  const document = inputs.containerDefinitions;
  if (hasUnknown(document)) {
    return [];
  }
  const containers = containersOf(document);
  const names = containers.map(container => asText(container.name));
  const problems = [
    ...(containers.length === 0 ? ["it is not a JSON list of at least one container"] : []),
    ...(new Set(names).size < names.length ? [`a name is there twice: ${names.join(", ")}`] : []),
    ...(containers.length > 0 && containers.every(c => c.essential === false)
      ? ["no container is essential"]
      : []),
    ...containers.flatMap(container => containerProblems(container, inputs)),
  ];
  return problems.map(problem => ({
    property: "containerDefinitions",
    reason: `ClientException: ${problem}`,
  }));
}

function containerProblems(container: Values, task: Values): string[] {
  const name = asText(container.name);
  const of = `container "${name}"`;
  return [
    ...(/^[a-zA-Z0-9_-]{1,255}$/.test(name)
      ? []
      : [`the name "${name}" is not valid; use 1 to 255 letters, digits, - and _`]),
    ...(asText(container.image) === "" ? [`${of} has no image`] : []),
    ...asList(container.portMappings).flatMap(mapping => portProblems(of, asValues(mapping), task)),
    ...variableProblems(of, container),
    ...secretProblems(of, container, task),
  ];
}

function portProblems(of: string, { containerPort, hostPort }: Values, task: Values): string[] {
  const port = Number(containerPort);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    return [`${of} has containerPort ${asText(containerPort)}; use 1 to 65535`];
  }
  return task.networkMode === "awsvpc" && hostPort !== undefined && Number(hostPort) !== port
    ? [`${of} has hostPort ${asText(hostPort)}; with awsvpc it is the containerPort, ${port}`]
    : [];
}

function variableProblems(of: string, container: Values): string[] {
  const names = [...asList(container.environment), ...asList(container.secrets)].map(variable =>
    asText(asValues(variable).name),
  );
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map(name => `${of} has the variable ${name} twice`);
}

function secretProblems(of: string, container: Values, { executionRoleArn }: Values): string[] {
  const secrets = asList(container.secrets).map(asValues);
  if (secrets.length > 0 && asText(executionRoleArn) === "") {
    return [`${of} has secrets, so the task needs an executionRoleArn`];
  }
  return secrets
    .filter(secret => asText(secret.valueFrom) === "")
    .map(secret => `${of} has the secret ${asText(secret.name)} without valueFrom`);
}

/** Container definitions by meaning: what ECS fills in counts as left out, and variables have no order. */
export function containersMeaning(document: unknown): unknown {
  return hasUnknown(document)
    ? document
    : containersOf(document).map(container => {
        const {
          essential = true,
          cpu = 0,
          environment,
          secrets,
          portMappings,
          ...rest
        } = container;
        return withoutEmpty({
          ...rest,
          essential,
          cpu,
          environment: byName(environment),
          secrets: byName(secrets),
          portMappings: asList(portMappings)
            .map(asValues)
            .map(({ protocol = "tcp", hostPort, containerPort, ...more }) => ({
              ...more,
              protocol,
              containerPort,
              hostPort: hostPort ?? containerPort,
            })),
        });
      });
}

function byName(variables: unknown): unknown[] {
  return [...asList(variables)].sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
}

function withoutEmpty(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
