import { Problem } from "../types/type-entry";
import { Values, asList, asText, asValues, hasUnknown } from "../values";
import { containersOf } from "./containers";

const NAME = /^[a-zA-Z0-9_-]{1,255}$/;

/** What ECS refuses about containers together: their order, ports, memory and volumes. */
export function checkContainerSet(inputs: Values): Problem[] {
  if (hasUnknown(inputs.containerDefinitions)) {
    return [];
  }
  const containers = containersOf(inputs.containerDefinitions);
  const found = {
    containerDefinitions: [
      ...containers.flatMap(container => startProblems(container, containers)),
      ...circleProblems(containers),
      ...portProblems(containers, inputs),
      ...memoryProblems(containers, inputs),
      ...containers.flatMap(container => mountProblems(container, inputs)),
      ...containers.flatMap(fargateProblems),
    ],
    volumes: volumeProblems(inputs),
  };
  return Object.entries(found).flatMap(([property, problems]) =>
    problems.map(problem => ({ property, reason: `ClientException: ${problem}` })),
  );
}

function waitsOf(container: Values): Values[] {
  return asList(container.dependsOn).map(asValues);
}

function startProblems(container: Values, containers: readonly Values[]): string[] {
  return waitsOf(container).flatMap(({ containerName, condition }) => {
    const of = `container "${asText(container.name)}" depends on "${asText(containerName)}"`;
    const other = containers.find(({ name }) => name === containerName);
    if (other === undefined) {
      return [`${of}, which is not in the task`];
    }
    if (!["START", "COMPLETE", "SUCCESS", "HEALTHY"].includes(asText(condition))) {
      return [`${of} with condition ${asText(condition)}`];
    }
    if (condition === "HEALTHY" && other.healthCheck === undefined) {
      return [`${of} to be HEALTHY, which has no health check`];
    }
    return ["COMPLETE", "SUCCESS"].includes(asText(condition)) && other.essential !== false
      ? [`${of} to end with ${asText(condition)}, which is essential`]
      : [];
  });
}

/** Takes away what waits for nothing that is left, until nothing does. */
function circleProblems(containers: readonly Values[]): string[] {
  let left = containers;
  for (let before = Infinity; left.length < before;) {
    before = left.length;
    const names = left.map(({ name }) => name);
    left = left.filter(container =>
      waitsOf(container).some(({ containerName }) => names.includes(containerName)),
    );
  }
  return left.length === 0
    ? []
    : [`containers wait for each other: ${left.map(({ name }) => asText(name)).join(", ")}`];
}

function portProblems(containers: readonly Values[], { networkMode }: Values): string[] {
  const ports = containers.flatMap(container =>
    asList(container.portMappings)
      .map(asValues)
      .map(({ containerPort, protocol = "tcp" }) => `${asText(containerPort)}/${asText(protocol)}`),
  );
  const twice = ports.filter((port, index) => ports.indexOf(port) !== index);
  return networkMode === "awsvpc"
    ? twice.map(port => `two containers have the port ${port}, in one network`)
    : [];
}

function memoryProblems(containers: readonly Values[], { memory }: Values): string[] {
  const hard = containers.map(container => Number(container.memory ?? 0));
  const total = hard.reduce((sum, own) => sum + own, 0);
  return [
    ...(containers.some(c => c.memory !== undefined && Number(c.memory) < 6)
      ? ["a container has less than 6 MiB of memory"]
      : []),
    ...(memory !== undefined && !hasUnknown(memory) && total > Number(memory)
      ? [`the containers have ${total} MiB of the task's ${asText(memory)}`]
      : []),
  ];
}

function mountProblems(container: Values, { volumes }: Values): string[] {
  const names = asList(volumes).map(volume => asText(asValues(volume).name));
  return asList(container.mountPoints)
    .map(point => asText(asValues(point).sourceVolume))
    .filter(name => !names.includes(name))
    .map(name => `container "${asText(container.name)}" mounts the unknown volume '${name}'`);
}

/** Fargate adds one capability only, and takes parameters of the task's own namespaces. */
function fargateProblems(container: Values): string[] {
  const of = `container "${asText(container.name)}"`;
  const added = asList(asValues(asValues(container.linuxParameters).capabilities).add).map(asText);
  const parameters = asList(container.systemControls).map(control =>
    asText(asValues(control).namespace),
  );
  return [
    ...added
      .filter(name => name !== "SYS_PTRACE")
      .map(name => `${of} adds the capability ${name}; Fargate adds SYS_PTRACE only`),
    ...parameters
      .filter(name => !/^(net\.|fs\.mqueue\.|kernel\.(msg|sem|shm))/.test(name))
      .map(name => `${of} sets ${name}; use net.*, fs.mqueue.* or kernel's IPC limits`),
  ];
}

function volumeProblems({ volumes }: Values): string[] {
  const all = asList(volumes).map(asValues);
  const names = all.map(({ name }) => asText(name));
  return [
    ...(new Set(names).size < names.length ? [`a volume is there twice: ${names.join(", ")}`] : []),
    ...names
      .filter(name => !NAME.test(name))
      .map(name => `the volume name "${name}" is not valid; use 1 to 255 letters, digits, - and _`),
    ...all.flatMap(({ name, efsVolumeConfiguration: files }) =>
      files === undefined ? [] : efsProblems(`volume "${asText(name)}"`, asValues(files)),
    ),
  ];
}

function efsProblems(of: string, files: Values): string[] {
  const { accessPointId, iam } = asValues(files.authorizationConfig);
  const guarded = accessPointId !== undefined || iam === "ENABLED";
  return [
    ...(guarded && files.transitEncryption !== "ENABLED"
      ? [`${of}: an access point and IAM authorisation need transitEncryption ENABLED`]
      : []),
    ...(accessPointId !== undefined && !["", "/"].includes(asText(files.rootDirectory))
      ? [`${of}: with an access point, rootDirectory must be / or left out`]
      : []),
  ];
}
