import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

import { Environment } from "./components/plan/scope";

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
  alarmEmail: z.email().optional(),
  services: z.record(z.string(), serviceOverride).default({}),
});

/** What a stack may change of one service; see {@link Settings.services}. */
export type ServiceOverride = z.infer<typeof serviceOverride>;

/** A stack's configuration, checked. */
export interface Settings extends z.infer<typeof schema> {
  /** AWS region, from `aws:region`. */
  region: string;
}

/** The systems one can choose, each with the names of its services. */
export type SystemServices = Readonly<Record<string, readonly string[]>>;

/** Values that the configuration keeps as JSON. */
const STRUCTURED = new Set(["services"]);

/**
 * Reads and checks the stack's configuration. Throws one message per mistake, each with the key, what it
 * got and what it takes, before any resource is made.
 */
export function readSettings(systems: SystemServices): Settings {
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
  systems: SystemServices,
  problems: readonly string[] = [],
): Settings {
  const parsed = schema.safeParse(values);
  const found = [
    ...problems,
    ...(region === undefined ? ["aws:region: not set; use a region such as us-east-1"] : []),
    ...(parsed.error?.issues ?? []).flatMap(issue => explain(issue, values)),
    ...(parsed.success
      ? combinationProblems(parsed.data, systems)
      : systemProblem(values.system, systems)),
  ];
  if (found.length > 0 || !parsed.success || region === undefined) {
    throw new SettingsError(`the stack's settings are not valid:\n  ${found.join("\n  ")}`);
  }
  return { ...parsed.data, region };
}

/** What each value may be alone but not beside the others. */
function combinationProblems(settings: z.infer<typeof schema>, systems: SystemServices): string[] {
  const { system, environment, certificateArn } = settings;
  const services = systems[system] ?? [];
  return [
    ...systemProblem(system, systems),
    ...(environment === "prod" && certificateArn === undefined
      ? ["certificateArn: not set; prod takes the ARN of an ACM certificate for its HTTPS listener"]
      : []),
    ...(system in systems ? Object.keys(settings.services) : [])
      .filter(name => !services.includes(name))
      .map(name => `services.${name}: ${system} has no such service; use ${services.join(", ")}`),
  ];
}

function systemProblem(system: unknown, systems: SystemServices): string[] {
  return typeof system === "string" && system in systems
    ? []
    : [`system: got ${JSON.stringify(system)}; use ${Object.keys(systems).join(", ")}`];
}

/** One line for one of zod's findings: the key, what it got, what it takes. */
function explain(issue: z.core.$ZodIssue, values: Record<string, unknown>): string[] {
  if (issue.path[0] === "system") {
    return [];
  }
  if (issue.code === "unrecognized_keys") {
    const where = issue.path.length > 0 ? `${issue.path.join(".")}.` : "";
    const known = issue.path.length > 0 ? serviceOverride.shape : schema.shape;
    return issue.keys.map(key => `${where}${key}: unknown; use ${Object.keys(known).join(", ")}`);
  }
  const got = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    values,
  );
  return [
    `${issue.path.join(".")}: ${got === undefined ? "not set" : `got ${JSON.stringify(got)}`}; use ${wanted(issue)}`,
  ];
}

function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_value":
      return issue.values.join(", ");
    case "invalid_type":
      return issue.expected === "object" ? "a map" : `a ${issue.expected}`;
    case "too_small":
      return `at least ${issue.minimum}`;
    case "too_big":
      return `at most ${issue.maximum}`;
    case "invalid_format":
      return issue.format === "email" ? "an e-mail address" : issue.message;
    default:
      return issue.message;
  }
}

function parse(name: string, text: string, problems: string[]): unknown {
  try {
    return JSON.parse(text);
  } catch {
    problems.push(`${name}: got ${JSON.stringify(text)}; use a map`);
    return undefined;
  }
}
