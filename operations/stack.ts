import { execFile } from "child_process";
import { readFile } from "fs/promises";
import { promisify } from "util";
import { z } from "zod";

import { UnreachableError, UsageError } from "./errors";

const route = z.object({
  paths: z.array(z.string()),
  host: z.string().optional(),
  conditions: z.array(
    z.object({
      part: z.enum(["header", "method", "query"]),
      key: z.string(),
      values: z.array(z.string()),
    }),
  ),
  auth: z.boolean(),
});

const codeDeploy = z.object({
  application: z.string(),
  deploymentGroup: z.string(),
  subnetIds: z.array(z.string()),
  securityGroupIds: z.array(z.string()),
  capacity: z.array(
    z.object({
      capacityProvider: z.enum(["FARGATE", "FARGATE_SPOT"]),
      weight: z.number(),
      base: z.number().optional(),
    }),
  ),
});

const service = z.object({
  name: z.string(),
  service: z.string(),
  family: z.string(),
  taskDefinitionArn: z.string().optional(),
  container: z.string(),
  port: z.number(),
  deployment: z.enum(["rolling", "blueGreen", "canary", "linear", "codeDeploy"]),
  codeDeploy: codeDeploy.optional(),
  exec: z.boolean(),
  logGroup: z.string(),
  targetGroupArns: z.array(z.string()),
  routes: z.array(route),
  healthPath: z.string(),
  image: z.object({
    repository: z.string(),
    architecture: z.enum(["x86_64", "arm64"]),
    build: z
      .object({
        context: z.string(),
        dockerfile: z.string().optional(),
        target: z.string().optional(),
        args: z.record(z.string(), z.string()).optional(),
      })
      .optional(),
  }),
});

const migration = z.object({
  name: z.string(),
  container: z.string(),
  logGroup: z.string(),
  repository: z.string().optional(),
  taskDefinitionArn: z.string(),
  subnetIds: z.array(z.string()),
  securityGroupIds: z.array(z.string()),
  timeoutSeconds: z.number(),
});

const secret = z.object({ name: z.string(), variable: z.string() });

const schema = z.object({
  region: z.string(),
  cluster: z.string(),
  url: z.string(),
  services: z.array(service),
  migrations: z.array(migration),
  secrets: z.array(secret),
  smoke: z.record(z.string(), z.number()),
});

/** A service of a stack; the program's `ServiceOperations` with its values known. */
export type Service = z.infer<typeof service>;
/** How CodeDeploy deploys a service, and where it puts the tasks. */
export type CodeDeployGroup = z.infer<typeof codeDeploy>;
/** What the load balancer sends a service. */
export type Route = z.infer<typeof route>;
/** A one-off task of a stack. */
export type Migration = z.infer<typeof migration>;
/** A secret whose value an operator puts. */
export type Secret = z.infer<typeof secret>;
/** What the commands know of a stack: its output `operations`, and where that was read. */
export type Stack = z.infer<typeof schema> & { source: { stack: string } | { outputs: string } };

/** Where a stack's outputs are to be read. */
export interface StackSource {
  /**
   * Name of the Pulumi stack.
   *
   * @default - the one that is selected
   */
  stack?: string;

  /** A file with what `pulumi stack output --json` printed, instead of asking Pulumi. */
  outputs?: string;
}

/** Reads what a stack says of itself. */
export async function readStack({ stack, outputs }: StackSource): Promise<Stack> {
  if (stack !== undefined && outputs !== undefined) {
    throw new UsageError("give --stack or --outputs, not both");
  }
  const source: Stack["source"] =
    outputs !== undefined ? { outputs } : { stack: stack ?? (await selectedStack()) };
  const where = "outputs" in source ? source.outputs : `stack ${source.stack}`;
  return { ...stackFrom(parse(await readOutputs(source), where), where), source };
}

/** What a stack's outputs say of it; `where` they were read, for messages. */
export function stackFrom(outputs: Record<string, unknown>, where: string): Omit<Stack, "source"> {
  if (!("operations" in outputs)) {
    throw new UsageError(
      `${where} has no output "operations"; bring the stack up with this program first`,
    );
  }
  const { data, error } = schema.safeParse(outputs.operations);
  if (data === undefined) {
    throw new UsageError(
      `the output "operations" of ${where} is of another version of this program; run pulumi up, or the commands of that version:\n${z.prettifyError(error)}`,
    );
  }
  return data;
}

/** The one of a name, in the program or else in ECS, whose console and messages have that one alone. */
export function byName<T extends { name: string; service?: string }>(
  all: readonly T[],
  name: string,
): T | undefined {
  return all.find(one => one.name === name) ?? all.find(one => one.service === name);
}

/** The service of a name, or a message with those that are there. */
export function serviceOf({ services }: Stack, name: string): Service {
  const found = byName(services, name);
  if (found === undefined) {
    const known = services.map(one => one.name).join(", ");
    throw new UsageError(`there is no service "${name}"; use ${known}`);
  }
  return found;
}

async function readOutputs(source: Stack["source"]): Promise<string> {
  if ("outputs" in source) {
    return readFile(source.outputs, "utf8").catch((error: Error) => {
      throw new UsageError(`--outputs is "${source.outputs}": ${error.message}`);
    });
  }
  return pulumi("stack", "output", "--json", "--stack", source.stack);
}

/** By name, so that what is selected meanwhile, in another terminal, changes nothing. */
async function selectedStack(): Promise<string> {
  return (await pulumi("stack", "--show-name")).trim();
}

async function pulumi(...args: string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("pulumi", [...args, "--non-interactive"]);
    return stdout;
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    throw code === "ENOENT"
      ? new UnreachableError(
          "the pulumi CLI is not in the PATH; install it, or give --outputs a file with what pulumi stack output --json printed",
        )
      : new UnreachableError(`pulumi ${args.join(" ")}: ${(stderr ?? String(error)).trim()}`);
  }
}

function parse(text: string, where: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw new UsageError(`${where} is not a JSON object of outputs`);
  }
}
