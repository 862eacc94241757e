import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

import { GITHUB_REPOSITORY } from "./components/plan/github-repository";
import { PINNED_IMAGE } from "./components/plan/image-reference";
import { Environment } from "./components/plan/scope";
import { explain } from "./settings/explain";

/** A mistake in a stack's configuration; Pulumi prints the message alone, without a stack trace. */
export class SettingsError extends pulumi.RunError {}

const ENVIRONMENTS = ["local", "dev", "staging", "prod"] as const satisfies readonly Environment[];

/** What AWS takes as a tag value, and nothing that is obviously unfinished. */
const tagValue = z
  .string()
  .regex(/^[\p{L}\p{N} _.:/=+\-@]{1,256}$/u, "1 to 256 letters, digits, spaces and _.:/=+-@")
  .refine(value => !/^(todo|changeme|n\/a|none|tbd)$/i.test(value), "a name, not a placeholder");

const count = z.number().int().min(1).max(1000);

/** What one stack may change of a service's size, number and image. */
const serviceOverride = z.strictObject({
  cpu: z.number().int().optional(),
  memory: z.number().int().optional(),
  min: count.optional(),
  max: count.optional(),
  desired: count.optional(),
  tag: z
    .string()
    .regex(/^\w[\w.-]{0,127}$/, "an image tag: 1 to 128 letters, digits, _ . and -")
    .optional(),
  image: z
    .string()
    .regex(
      PINNED_IMAGE,
      "an image by its digest, registry/name@sha256:… with 64 hexadecimal digits",
    )
    .optional(),
});

/** Ids as AWS gives them: a word, a dash, 8 or 17 hexadecimal digits. */
const idOf = (kind: "vpc" | "subnet") =>
  z.string().regex(new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`), `the id of a ${kind}`);
const subnetIds = z.array(idOf("subnet")).min(2);

/** A VPC that is there already, with its subnets by tier. */
const network = z.strictObject({
  vpcId: idOf("vpc"),
  publicSubnetIds: subnetIds,
  privateSubnetIds: subnetIds,
  isolatedSubnetIds: subnetIds.optional(),
});

const hostName = z
  .string()
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    "a host name, e.g. api.example.com",
  );

/** Hours in which no task runs. */
const sleep = z.strictObject({
  from: z.string(),
  to: z.string(),
  timezone: z.string(),
  days: z.enum(["daily", "weekdays"]).optional(),
});

/**
 * The roles with which a repository's workflows deploy the stack and look at it; with `previews` its pull
 * requests may look too.
 */
const deployRole = z.strictObject({
  repository: z
    .string()
    .regex(GITHUB_REPOSITORY, "organisation/repository, both with @id or neither"),
  stateBucket: z.string(),
  stateKeyAlias: z
    .string()
    .regex(/^alias\//, "the alias of a key, alias/…")
    .optional(),
  hostedZoneIds: z.array(z.string()).optional(),
  previews: z.boolean().optional(),
});

const schema = z.strictObject({
  system: z.string(),
  environment: z.enum(ENVIRONMENTS),
  owner: tagValue,
  costCenter: tagValue,
  certificateArn: z
    .string()
    .regex(/^arn:aws[\w-]*:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/, "the ARN of an ACM certificate")
    .optional(),
  domain: hostName.optional(),
  hostedZone: hostName.optional(),
  network: network.optional(),
  sleep: sleep.optional(),
  review: z
    .string()
    .regex(/^pr-[1-9]\d{0,5}$/, "pr- and the number of a pull request")
    .optional(),
  deployRole: deployRole.optional(),
  alarmEmail: z.email().optional(),
  options: z.unknown().optional(),
  services: z.record(z.string(), serviceOverride).default({}),
});

/** What a stack may change of one service; see {@link Settings.services}. */
export type ServiceOverride = z.infer<typeof serviceOverride>;

/** A stack's configuration, checked. */
export interface Settings<Options = unknown> extends z.infer<typeof schema> {
  /** AWS region, from `aws:region`. */
  region: string;
  /** What the system lets a stack choose, with its defaults. */
  options: Options;
}

/** What settings are checked against: the names of a system's services, and what a stack may choose. */
export interface SystemShape {
  services: readonly string[];
  options: z.ZodObject;
}

/** The systems that one can choose, by name. */
export type SystemShapes = Readonly<Record<string, SystemShape>>;

/** Values that the configuration keeps as JSON. */
const STRUCTURED = new Set(["deployRole", "network", "options", "services", "sleep"]);

/**
 * Reads and checks the stack's configuration. Throws one message per mistake, each with the key, what it
 * got and what it takes, before any resource is made.
 */
export function readSettings(systems: SystemShapes): Settings {
  const config = pulumi.runtime.allConfig();
  const project = `${pulumi.getProject()}:`;
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [key, text] of Object.entries(config)) {
    if (key.startsWith(project)) {
      const name = key.slice(project.length);
      values[name] = STRUCTURED.has(name) ? parse(name, text, problems) : text;
    }
  }
  const region = config["aws:region"];
  return checkSettings(values, region, systems, problems);
}

/** Checks values as the configuration holds them; `problems` are those found while reading them. */
export function checkSettings(
  values: Record<string, unknown>,
  region: string | undefined,
  systems: SystemShapes,
  problems: readonly string[] = [],
): Settings {
  const parsed = schema.safeParse(values);
  const system = typeof values.system === "string" ? systems[values.system] : undefined;
  const options = system?.options.safeParse(values.options ?? {});
  const found = [
    ...problems,
    ...(region === undefined ? ["aws:region: not set; use a region such as us-east-1"] : []),
    ...(parsed.error?.issues ?? [])
      .filter(({ path }) => path[0] !== "system")
      .flatMap(issue => explain(issue, { values, schema })),
    ...(system === undefined ? [unknownSystem(values.system, systems)] : []),
    ...(options?.error?.issues ?? []).flatMap(issue =>
      explain(issue, {
        values: values.options,
        schema: system?.options ?? schema,
        within: ["options"],
      }),
    ),
    ...(parsed.success && system !== undefined ? combinationProblems(parsed.data, system) : []),
  ];
  if (found.length > 0 || !parsed.success || region === undefined) {
    throw new SettingsError(`the stack's settings are not valid:\n  ${found.join("\n  ")}`);
  }
  return { ...parsed.data, options: options?.data, region };
}

/** What each value may be alone but not beside the others. */
function combinationProblems(settings: z.infer<typeof schema>, system: SystemShape): string[] {
  const { environment, certificateArn, domain, hostedZone } = settings;
  return [
    ...(environment === "prod" && certificateArn === undefined && hostedZone === undefined
      ? [
          "certificateArn: not set; prod takes the ARN of an ACM certificate for its HTTPS listener, or domain and hostedZone",
        ]
      : []),
    ...(hostedZone !== undefined && domain === undefined
      ? ["domain: not set; hostedZone takes the host name in it that the system answers on"]
      : []),
    ...(environment === "prod" && settings.sleep !== undefined
      ? ["sleep: set in prod; it stops every service, so only other environments take it"]
      : []),
    ...(environment !== "dev" && settings.review !== undefined
      ? [`review: set in ${environment}; a pull request's own stack is one of dev`]
      : []),
    ...Object.keys(settings.services)
      .filter(name => !system.services.includes(name))
      .map(
        name =>
          `services.${name}: ${settings.system} has no such service; use ${system.services.join(", ")}`,
      ),
    ...Object.entries(settings.services)
      .filter(([, { image, tag }]) => image !== undefined && tag !== undefined)
      .map(
        ([name]) =>
          `services.${name}.tag: set beside image, whose digest says all; take one of them away`,
      ),
  ];
}

function unknownSystem(system: unknown, systems: SystemShapes): string {
  return `system: got ${JSON.stringify(system)}; use ${Object.keys(systems).join(", ")}`;
}

function parse(name: string, text: string, problems: string[]): unknown {
  try {
    return JSON.parse(text);
  } catch {
    problems.push(`${name}: got ${JSON.stringify(text)}; use a map`);
    return undefined;
  }
}
