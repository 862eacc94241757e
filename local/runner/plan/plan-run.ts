import type { GatewayPlan } from "../gateway/types";
import type {
  CachePlan,
  DatabasePlan,
  RunOptions,
  RunPlan,
  ServicePlan,
  StateResource,
} from "../types";
import { translator, type StoreAddress } from "./addresses";
import { brokerSoftware, planBroker } from "./brokers";
import { cacheAddresses, planCache } from "./caches";
import type { ContainerTools } from "./containers";
import { imageFinder, type RunnableImage } from "./image-builds";
import { databaseAddresses, planDatabase } from "./databases";
import { readAddresses } from "./discovery";
import { planGateway } from "./gateways";
import { Images } from "./images";
import { planMigration } from "./migrations";
import { readParts, type Parts } from "./parts";
import {
  cacheVariable,
  databaseVariable,
  frontVariable,
  movedPorts,
  portWishes,
} from "./port-wishes";
import { assignPorts, portOf } from "./ports";
import { Problems } from "./problems";
import { missing, programFinder, type ProgramFinder } from "./programs";
import { planService, planTargets, type Unit } from "./services";
import { readState } from "./state";

/** What planning a part needs besides the part. */
interface Planning {
  parts: Parts;
  ports: Map<string, number>;
  problems: Problems;
  options: RunOptions;
}

/**
 * Works out what to start for a deployed stack, with which environment and on which ports. Reads the
 * state and the Dockerfiles of its images, and looks for servers on PATH; starts and changes nothing.
 *
 * @throws RunError with one line for each thing that cannot be resolved, naming the resource.
 */
export function planRun(resources: StateResource[], options: RunOptions): RunPlan {
  const state = readState(resources);
  const notes = new Set<string>();
  const note = (line: string) => void notes.add(line);
  const parts = readParts(state, options.env, note);
  const wishes = portWishes(parts);
  const ports = assignPorts(wishes, options.env);
  const { services, namespaces } = readAddresses(state, parts.units, ports);
  const tools: ContainerTools = {
    secrets: parts.secrets,
    translate: translator(storeAddresses(parts, ports), services, namespaces),
    note,
    stateDir: options.stateDir,
  };
  const problems = new Problems();
  const planning: Planning = { parts, ports, problems, options };
  const images = new Images(imageFinder(state, options, note), problems);
  const findProgram = programFinder(options.env);
  const processes = planProcesses(planning, tools, images, findProgram);
  const plan: RunPlan = {
    stateDir: options.stateDir,
    databases: planDatabases(planning),
    caches: planCaches(planning, images, findProgram),
    ...processes,
    gateways: planGateways(planning, processes.services),
    skipped: [...images.skipped, ...parts.elsewhere],
    notes: [...notes, ...movedPorts(wishes, ports, options.env)],
  };
  problems.throwIfAny();
  return plan;
}

function planProcesses(
  { parts: { migrations, units, groups }, ports }: Planning,
  tools: ContainerTools,
  images: Images,
  findProgram: ProgramFinder,
): Pick<RunPlan, "migrations" | "services"> {
  const broker = (unit: Unit, image: RunnableImage): ServicePlan | undefined => {
    const software = brokerSoftware(image);
    const program = findProgram(software);
    return program
      ? planBroker(unit, image, program, groups, ports, tools)
      : images.skip(unit.name, missing(software), true);
  };
  return {
    migrations: migrations.flatMap(one =>
      images.plan(one.name, one.container.image, found => planMigration(one, found, tools)),
    ),
    services: units.flatMap(unit =>
      images.plan(unit.name, unit.container.image, found => {
        if (unit.service.props.desiredCount === 0) {
          return images.skip(unit.name, "its desired count is 0");
        }
        return found.kind === "nats"
          ? broker(unit, found)
          : planService(unit, found, groups, ports, tools);
      }),
    ),
  };
}

function planDatabases({ parts, ports, problems, options }: Planning): DatabasePlan[] {
  return parts.databases.flatMap((database, index) =>
    problems.collect(() => {
      const variable = databaseVariable(database, index);
      return [
        planDatabase(database, { variable, port: portOf(ports, variable) }, options.stateDir),
      ];
    }),
  );
}

function planCaches(
  { parts, ports, problems, options }: Planning,
  images: Images,
  findProgram: ProgramFinder,
): CachePlan[] {
  return parts.caches.flatMap((cache, index) =>
    problems.collect(() => {
      const variable = cacheVariable(cache, index);
      const port = { variable, port: portOf(ports, variable) };
      const planned = planCache(cache, port, options.stateDir, findProgram);
      if ("reason" in planned) {
        images.skip(planned.name, planned.reason, planned.needed);
        return [];
      }
      return [planned];
    }),
  );
}

function planGateways(
  { parts: { fronts, groups, units }, ports, problems }: Planning,
  services: ServicePlan[],
): GatewayPlan[] {
  const running = new Set(services.map(({ name }) => name));
  return fronts.flatMap((front, index) =>
    problems.collect(() => {
      const variable = frontVariable(front, index);
      const targets = groups.map(group => planTargets(group, units, running, ports));
      return [planGateway(front, { variable, port: portOf(ports, variable) }, targets)];
    }),
  );
}

function storeAddresses({ databases, caches }: Parts, ports: Map<string, number>): StoreAddress[] {
  return [
    ...databases.flatMap((database, index) =>
      databaseAddresses(database, portOf(ports, databaseVariable(database, index))),
    ),
    ...caches.flatMap((cache, index) =>
      cacheAddresses(cache, portOf(ports, cacheVariable(cache, index))),
    ),
  ];
}
