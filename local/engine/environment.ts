import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Cli } from "./cli";
import { hasLaunchers, launcherFolder } from "./launchers";
import { SetupError } from "./setup-error";

/** Options of {@link engineEnvironment}. */
export interface EngineEnvironmentOptions {
  cli: Cli;

  /** The project's folder. */
  project: string;

  /** The folder for the stacks' state; made when it is not there. */
  state: string;

  /**
   * The environment that the CLI will inherit.
   *
   * @default - this process's
   */
  env?: NodeJS.ProcessEnv;
}

/** Where a project keeps what it makes on this machine: state, compiled packs, its passphrase. */
export function localFolder(project: string): string {
  return path.join(project, ".local");
}

/** Set to nothing: the user's own account, credentials and habits stay out of a local stack. */
const cleared = [
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_SECURITY_TOKEN",
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_ROLE_ARN",
  "AWS_ROLE_SESSION_NAME",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
  "PULUMI_ACCESS_TOKEN",
  "PULUMI_CONFIG_PASSPHRASE_FILE",
  "PULUMI_IGNORE_AMBIENT_PLUGINS",
  "PULUMI_STACK",
];

/**
 * What the CLI needs in its environment for a stack without an account: state in files, a home of
 * the project's own, no credentials, no calls to the vendor. Give it to the Automation API as
 * `envVars`, which it lays over this process's environment.
 *
 * @throws SetupError when the passphrase of earlier states is gone bad.
 */
export async function engineEnvironment(
  options: EngineEnvironmentOptions,
): Promise<Record<string, string>> {
  const { cli, project, state, env = process.env } = options;
  const local = localFolder(project);
  await mkdir(state, { recursive: true });
  return {
    ...Object.fromEntries(cleared.map(name => [name, ""])),
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    AWS_CONFIG_FILE: os.devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    PATH: await searchPath(cli, env),
    // A policy pack may lie anywhere: its imports are looked for here in the end.
    NODE_PATH: joinPaths(env.NODE_PATH, path.join(project, "node_modules")),
    // A third less to wait for a policy pack, from Node 22.10 on.
    NODE_COMPILE_CACHE: path.join(local, "node-compile-cache"),
    PULUMI_HOME: path.join(local, "pulumi-home"),
    // Beside each file of the state the backend would write another with its metadata, in place and not
    // at once: a killed run leaves it empty, and with it the stack cannot be read.
    PULUMI_BACKEND_URL: `file://${state}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: await passphrase(local),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // A provider without a stand-in is an error, not a download.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SUPPRESS_NEO_LINK: "true",
  };
}

/** The secret that everything of the project's local state is encrypted with, made the first time. */
export function engineSecret(project: string): Promise<string> {
  return passphrase(localFolder(project));
}

/** PATH with our launchers in front, where the engine would find none. */
async function searchPath(cli: Cli, env: NodeJS.ProcessEnv): Promise<string> {
  const given = env.PATH ?? "";
  return (await hasLaunchers(cli.bin, env)) ? given : joinPaths(launcherFolder, given);
}

function joinPaths(...paths: (string | undefined)[]): string {
  return paths.filter(Boolean).join(path.delimiter);
}

/** The passphrase that secrets in the state are encrypted with, made at random the first time. */
async function passphrase(local: string): Promise<string> {
  const file = path.join(local, "passphrase");
  await mkdir(local, { recursive: true });
  const kept = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") {
      return undefined;
    }
    throw new SetupError(`The passphrase of the local state cannot be read: ${error.message}`);
  });
  if (kept === undefined) {
    return createPassphrase(file);
  }
  if (kept.trim() === "") {
    throw new SetupError(
      `${file} is empty, and without it the local state cannot be read; reset it`,
    );
  }
  return kept.trim();
}

/** Linked into place when complete: of two commands that start at once, both read the first one's. */
async function createPassphrase(file: string): Promise<string> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  await writeFile(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error;
    }
  } finally {
    await rm(draft, { force: true });
  }
  return (await readFile(file, "utf8")).trim();
}
