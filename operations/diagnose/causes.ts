/** A cause that ECS or the load balancer names, in plain words. */
export interface Cause {
  /** What it means. */
  means: string;
  /** What to do; commands are `npm run NAME` alone, which the report completes. */
  todo: string;
}

const NETWORK: Cause = {
  means: "its subnets have no way to the AWS service or registry",
  todo: "give the network NAT or the interface endpoints (network.nat, network.endpoints), and let the security groups pass 443",
};
const CAPACITY: Cause = {
  means: "AWS has no capacity to start it now",
  todo: "wait: ECS tries again; with FARGATE_SPOT take FARGATE, or add an availability zone",
};
const MEMORY: Cause = {
  means: "it used more memory than it has, or did not end on SIGTERM and was killed",
  todo: "raise its size.memory, or find what takes it; end on SIGTERM",
};
const NO_ANSWER: Cause = {
  means: "its health check gets no answer in time",
  todo: "see whether it listens on the port of its PORT variable and on 0.0.0.0, is still starting (health.startPeriod), or is overloaded",
};

/** What ECS and the load balancer say, the most particular first. */
const CAUSES: readonly ({ says: RegExp } & Cause)[] = [
  {
    says: /ResourceInitializationError.*(pull secrets|from asm|from ssm).*(ResourceNotFoundException|can't find the specified secret|invalid (ssm )?parameters?)/is,
    means: "a secret or parameter that it takes has no value or is not there",
    todo: "npm run set-parameters shows which wait for a value, and puts it; pulumi up makes them",
  },
  {
    says: /ResourceInitializationError.*(pull secrets|from asm|from ssm).*(AccessDenied|not authorized)/is,
    means: "its execution role may not read a secret or parameter, or use the key that encrypts it",
    todo: "pulumi up grants what the program names; look for a change by hand to the role, the secret or the key",
  },
  {
    says: /ResourceInitializationError.*(log group|logger args|logging driver)/is,
    means: "its log group is not there or cannot be written",
    todo: "pulumi up makes it; without NAT the network needs the endpoint logs",
  },
  {
    says: /ResourceInitializationError.*(EFS|mount)/is,
    means: "its file system cannot be mounted",
    todo: "see whether there is a mount target in each of its subnets and its security group passes 2049",
  },
  {
    says: /(ResourceInitializationError|CannotPull).*(timeout|timed out|deadline|RequestCanceled|context canceled|no route|connection refused|i\/o)/is,
    ...NETWORK,
  },
  {
    says: /ResourceInitializationError/i,
    means: "ECS could not prepare what it needs before its containers start",
    todo: "read the reason: it names the resource",
  },
  {
    says: /CannotPull.*(429|toomanyrequests|rate limit)/is,
    means: "the registry of its image answers too many requests",
    todo: "take the image from the account's own registry",
  },
  {
    says: /CannotPull.*(descriptor matching platform|exec format)/is,
    means: "its image is not for the processor that the task asks for",
    todo: "npm run build-push builds for the architecture in the program",
  },
  {
    says: /CannotPull.*(not found|manifest unknown|does not exist|ImageNotFound)/is,
    means: "its image is not in the registry, or not any more",
    todo: "npm run build-push puts it there; npm run deploy takes one that is there, npm run rollback the one before",
  },
  {
    says: /CannotPull.*(no space left)/is,
    means: "its image does not fit on the task's disk",
    todo: "make the image smaller",
  },
  {
    says: /CannotPull.*(denied|403|no basic auth|not authorized|unauthorized)/is,
    means: "its execution role may not pull the image",
    todo: "take the image from the service's own repository; pulumi up grants what the program names",
  },
  {
    says: /CannotPull/i,
    means: "its image cannot be pulled",
    todo: "read the reason; npm run deploy takes an image that is there",
  },
  {
    says: /exec format error/i,
    means: "its image is not for the processor that the task asks for",
    todo: "npm run build-push builds for the architecture in the program",
  },
  {
    says: /CannotStartContainerError|ContainerRuntime(Timeout)?Error|CannotCreateContainerError/i,
    means: "its container cannot be started",
    todo: "look at the image's command and user, and at its mounts; ECS Exec needs a root file system that can be written",
  },
  {
    says: /OutOfMemory/i,
    ...MEMORY,
  },
  {
    says: /ResponseCodeMismatch|codes: \[\d+\]/i,
    means: "its health check answers, and says that it is not well",
    todo: "see with npm run logs what it answers on its health path, and whether what it depends on is there",
  },
  { says: /Target\.(Timeout|FailedHealthChecks)|Request timed out/i, ...NO_ANSWER },
  {
    says: /health checks?\b/i,
    means: "its health check fails",
    todo: "see with npm run logs whether its health path answers 200 in time; a slow start takes a longer health.startPeriod",
  },
  {
    says: /Target\.(NotInUse|IpUnusable)/i,
    means: "the load balancer sends it no requests",
    todo: "see whether its rule is there: pulumi up makes it",
  },
  {
    says: /exit code ([1-9]|[1-9]\d|1[01]\d|12[0-5])\b/i,
    means: "its process ended with an error",
    todo: "its last log lines say why; npm run rollback goes back to the version before",
  },
  {
    says: /exit code 12[67]/i,
    means: "the command of its container is not there or cannot be run",
    todo: "look at the image's ENTRYPOINT and CMD",
  },
  {
    says: /exit code 139/i,
    means: "its process crashed in native code",
    todo: "look at its last log lines and what changed in its libraries",
  },
  { says: /exit code 137/i, ...MEMORY },
  {
    says: /exit code (0|143)\b/i,
    means: "its process ended by itself; that of a service must go on",
    todo: "look at its last log lines and the image's CMD",
  },
  { says: /Capacity is unavailable|RESOURCE:/i, ...CAPACITY },
  {
    says: /unable to assume/i,
    means: "ECS may not use one of its roles",
    todo: "pulumi up makes roles and trust again; look for a change by hand",
  },
  {
    says: /insufficient free|free addresses|network interface/i,
    means: "its subnets have no address left",
    todo: "stop what is not needed, or take larger subnets",
  },
  { says: /unable to (place|consistently start)/i, ...CAPACITY },
];

/** What a reason means, where it is known. */
export function causeOf(reason: string): Cause | undefined {
  const found = CAUSES.find(({ says }) => says.test(reason));
  return found && { means: found.means, todo: found.todo };
}
