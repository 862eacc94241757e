import { cpuUnits, memoryMiB } from "../../fargate-size";
import { refersTo } from "../../references";
import { fargate, fargateSpot, hoursPerMonth, publicIpv4 } from "../prices.json";
import { Charge, Planned, Stack } from "./planned";

interface Service {
  desiredCount?: number;
  launchType?: string;
  capacityProviderStrategies?: readonly {
    capacityProvider: string;
    base?: number;
    weight?: number;
  }[];
  networkConfiguration?: { assignPublicIp?: boolean };
}

interface TaskDefinition {
  cpu?: string;
  memory?: string;
  requiresCompatibilities?: readonly string[];
  runtimePlatform?: { cpuArchitecture?: string; operatingSystemFamily?: string };
  ephemeralStorage?: { sizeInGib: number };
}

/** A service's tasks on Fargate, as many as always run. */
export function serviceCharges(service: Planned, stack: Stack): Charge[] {
  const props = service.props as Service;
  const definition = stack("aws:ecs/taskDefinition:TaskDefinition").find(candidate =>
    isTaskOf(service, candidate),
  );
  const task = (definition?.props ?? {}) as TaskDefinition;
  if (!(task.requiresCompatibilities ?? []).includes("FARGATE") || props.launchType === "EC2") {
    return [];
  }
  const tasks = tasksOf(service, stack);
  const each = taskUsd(task);
  const { assignPublicIp = false } = props.networkConfiguration ?? {};
  return [
    {
      part: "Fargate",
      monthlyUsd: each && each * (tasks - (1 - fargateSpot.share) * spot(props, tasks)),
    },
    ...(assignPublicIp
      ? [{ part: "public IPv4 addresses", monthlyUsd: tasks * publicIpv4.hour * hoursPerMonth }]
      : []),
  ];
}

function isTaskOf(service: Planned, definition: Planned): boolean {
  const { family } = definition.props;
  return (
    refersTo(service, "taskDefinition", definition) ||
    (family !== undefined && service.props.taskDefinition === family)
  );
}

/** A service that is scaled runs its least number of tasks all the time, another its desired count. */
function tasksOf(service: Planned, stack: Stack): number {
  const scaler = stack("aws:appautoscaling/target:Target").find(
    target =>
      refersTo(target, "resourceId", service) ||
      String(target.props.resourceId).endsWith(`/${String(service.props.name)}`),
  );
  const { desiredCount = 0 } = service.props as Service;
  return (scaler?.props.minCapacity as number | undefined) ?? desiredCount;
}

/** One task in a month on demand; undefined for Windows, which has other prices. */
function taskUsd({ cpu, memory, runtimePlatform, ephemeralStorage }: TaskDefinition) {
  const { cpuArchitecture = "X86_64", operatingSystemFamily = "LINUX" } = runtimePlatform ?? {};
  const vcpus = (cpuUnits(cpu) ?? NaN) / 1024;
  const gb = (memoryMiB(memory) ?? NaN) / 1024;
  const platform = cpuArchitecture as keyof typeof fargate.vcpuHour;
  const storage = Math.max(0, (ephemeralStorage?.sizeInGib ?? 0) - fargate.storageGbFree);
  const hour =
    vcpus * fargate.vcpuHour[platform] +
    gb * fargate.gbHour[platform] +
    storage * fargate.storageGbHour;
  return operatingSystemFamily === "LINUX" && !isNaN(hour) ? hour * hoursPerMonth : undefined;
}

/** How many of a service's tasks are on Spot: first come the bases, the rest goes by weight. */
function spot({ capacityProviderStrategies = [] }: Service, tasks: number): number {
  const based = capacityProviderStrategies.reduce((sum, { base = 0 }) => sum + base, 0);
  const weights = capacityProviderStrategies.reduce((sum, { weight = 0 }) => sum + weight, 0);
  const entry = capacityProviderStrategies.find(
    ({ capacityProvider }) => capacityProvider === "FARGATE_SPOT",
  );
  if (entry === undefined) {
    return 0;
  }
  const { base = 0, weight = 0 } = entry;
  const rest = Math.max(0, tasks - based);
  return Math.min(base, tasks) + (weights === 0 ? 0 : (rest * weight) / weights);
}
