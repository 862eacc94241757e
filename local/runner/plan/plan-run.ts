import type { GatewayPlan } from "../gateway/types";
import type { DatabasePlan, RunOptions, RunPlan, ServicePlan, StateResource } from "../types";
import { translator, type Translator } from "./addresses";
import { imageFinder, readTasks, type ContainerTools } from "./containers";
import { planDatabase, readDatabases, type Database } from "./databases";
import { planGateway, readFronts, readTargetGroups, type Front } from "./gateways";
import { readAddresses } from "./discovery";
import { Images } from "./images";
import { planMigration, readMigrations, type Migration } from "./migrations";
import { databaseVariable, frontVariable, movedPorts, portWishes } from "./port-wishes";
import { assignPorts, portOf } from "./ports";
import { Problems } from "./problems";
import { secretResolver } from "./secrets";
import { planService, planTargets, readUnits, type Unit } from "./services";
import { readState, type State } from "./state";

/** What a run is about, as the state has it. */
interface Parts {
  units: Unit[];
  migrations: Migration[];
  databases: Database[];
  fronts: Front[];
  groups: ReturnType<typeof readTargetGroups>;
}

/**
 * Works out what to start for a deployed stack, with which environment and on which ports. Reads the
 * state and the Dockerfiles of its images; starts and changes nothing.
 *
 * @throws RunError with one line for each thing that cannot be resolved, naming the resource.
 */
export function planRun(resources: StateResource[], options: RunOptions): RunPlan {
  const state = readState(resources);
  const notes: string[] = [];
  const note = (line: string) => void notes.push(line);
  const tasks = readTasks(state);
  const parts: Parts = {
    units: readUnits(state, tasks),
    migrations: readMigrations(state, tasks),
    databases: readDatabases(state),
    fronts: readFronts(state, note),
    groups: readTargetGroups(state),
  };
  const wishes = portWishes(parts);
  const ports = assignPorts(wishes, options.env);
  const tools: ContainerTools = {
    secrets: secretResolver(state),
    translate: stackTranslator(state, parts, ports),
    note,
  };
  const problems = new Problems();
  const images = new Images(imageFinder(state, options), problems);
  const processes = planProcesses(parts, ports, tools, images);
  const plan: RunPlan = {
    stateDir: options.stateDir,
    databases: planDatabases(parts, ports, options.stateDir, problems),
    ...processes,
    gateways: planGateways(parts, ports, processes.services, problems),
    skipped: images.skipped,
    notes: [...notes, ...movedPorts(wishes, ports, options.env)],
  };
  problems.throwIfAny();
  return plan;
}

function planProcesses(
  { migrations, units, groups }: Parts,
  ports: Map<string, number>,
  tools: ContainerTools,
  images: Images,
): Pick<RunPlan, "migrations" | "services"> {
  return {
    migrations: migrations.flatMap(one =>
      images.plan(one.name, one.container.image, found => planMigration(one, found, tools)),
    ),
    services: units.flatMap(unit =>
      unit.service.props.desiredCount === 0
        ? images.skip(unit.name, "its desired count is 0")
        : images.plan(unit.name, unit.container.image, found =>
            planService(unit, found, groups, ports, tools),
          ),
    ),
  };
}

function planDatabases(
  { databases }: Parts,
  ports: Map<string, number>,
  stateDir: string,
  problems: Problems,
): DatabasePlan[] {
  return databases.flatMap((database, index) =>
    problems.collect(() => {
      const variable = databaseVariable(database, index);
      return [planDatabase(database, { variable, port: portOf(ports, variable) }, stateDir)];
    }),
  );
}

function planGateways(
  { fronts, groups, units }: Parts,
  ports: Map<string, number>,
  services: ServicePlan[],
  problems: Problems,
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

function stackTranslator(
  state: State,
  { databases, units }: Parts,
  ports: Map<string, number>,
): Translator {
  const addresses = databases.map((database, index) => ({
    address: database.props.address,
    port: database.props.port,
    localPort: portOf(ports, databaseVariable(database, index)),
  }));
  const { services, namespaces } = readAddresses(state, units, ports);
  return translator(addresses, services, namespaces);
}
