import * as path from "node:path";
import { RunError } from "../errors";
import type { ServicePlan } from "../types";
import { planContainer, type ContainerTools } from "./containers";
import type { RunnableImage } from "./image-builds";
import type { TargetGroup } from "./health";
import type { Program, ServerSoftware } from "./programs";
import { healthChecks, localPort, type Unit } from "./services";
import { containerMounts } from "./volumes";

/** Where a container keeps its data when its own volume says nothing else. */
const dataPath = "/data";
/** How clients reach it, when its container says nothing else. */
const clientPort = 4222;

/** The server that an image of NATS asks for. */
export function brokerSoftware({ config }: RunnableImage): ServerSoftware {
  const version = /:([^@]+)/.exec(config.base)?.[1] ?? "2";
  return {
    programs: ["nats-server"],
    image: `nats:${version}`,
    install: "apt-get install nats-server, or brew install nats-server",
  };
}

/**
 * Plans the NATS server of a unit: its own words and configuration, with its ports and its data on
 * this machine. Later words win over earlier ones and over the configuration.
 *
 * @throws RunError when its command is not one of `nats-server`.
 */
export function planBroker(
  unit: Unit,
  image: RunnableImage,
  program: Program,
  groups: TargetGroup[],
  ports: Map<string, number>,
  tools: ContainerTools,
): ServicePlan {
  const config = { ...image.config, command: image.config.command ?? ["nats-server"] };
  const plan = planContainer(unit.name, unit.task, unit.container, { ...image, config }, tools);
  const toLocal = localPort(unit, ports);
  const port = toLocal(unit.containerPort ?? clientPort);
  const mount = containerMounts(unit.task, unit.container, tools.stateDir)[0];
  const data = mount?.folder ?? path.join(tools.stateDir, "volumes", unit.name);
  const monitor = unit.monitor ? ["-m", String(toLocal(unit.monitor.port))] : [];
  const here = ["-a", program.via === "path" ? "127.0.0.1" : "0.0.0.0", "-p", String(port)];
  const words = [...ownWords(unit, plan.command), ...here, ...monitor];
  const command =
    program.via === "path"
      ? [program.file, ...words.map(word => contextFile(word, image)), "-sd", data]
      : inContainer(program.image, words, {
          image,
          data,
          variables: Object.keys(plan.env),
          ports: [port, ...(unit.monitor ? [toLocal(unit.monitor.port)] : [])],
        });
  return {
    ...plan,
    command,
    folders: [data],
    listen: { port, variable: unit.variable },
    healthChecks: healthChecks(unit, groups, ports),
    scheme: "nats",
    first: true,
  };
}

/** The words behind `nats-server`, without what the image wraps around it. */
function ownWords({ task, container }: Unit, command: string[]): string[] {
  const program = command.findIndex(word => /(^|\/)nats-server$/.test(word));
  if (program >= 0 && !command.slice(0, program).some(word => word.includes(" "))) {
    return command.slice(program + 1);
  }
  if (command[0]?.startsWith("-")) {
    return command;
  }
  throw new RunError(
    `${task.label}: container ${container.name}: its command is no nats-server: ${command.join(" ")}`,
  );
}

/** A file that the Dockerfile copies into the image, where it lies in the build context. */
function contextFile(word: string, { context, config }: RunnableImage): string {
  const from = config.files[word];
  return from === undefined ? word : path.join(context, from);
}

interface Inside {
  image: RunnableImage;
  data: string;
  variables: string[];
  ports: number[];
}

/** The words that run it in Docker. Values of variables stay out of them: others can read them. */
function inContainer(name: string, words: string[], inside: Inside): string[] {
  const { image, data, variables, ports } = inside;
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  const files = Object.keys(image.config.files).filter(file => words.includes(file));
  return [
    ...["docker", "run", "--rm", "--user", user],
    ...ports.flatMap(port => ["--publish", `127.0.0.1:${port}:${port}`]),
    ...variables.flatMap(variable => ["--env", variable]),
    ...files.flatMap(file => ["--volume", `${contextFile(file, image)}:${file}:ro`]),
    ...["--volume", `${data}:${dataPath}`, name, "nats-server", ...words, "-sd", dataPath],
  ];
}
