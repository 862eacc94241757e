import { rm } from "node:fs/promises";
import path from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { cacheFolder, fillFolder, versionFolder, withCacheLock } from "./cli-cache";
import { inspect, writeManifest } from "./cli-manifest";
import { goBuild } from "./go-build";
import { installLaunchers } from "./launchers";
import { officialInstaller } from "./official-installer";
import { askVersion, findOnPath } from "./path-cli";
import type { Report } from "./progress";
import { messageOf } from "../errors";
import { SetupError } from "./setup-error";
import { isAtLeast } from "./versions";
import type { Way } from "./ways";

/**
 * The oldest CLI that the project works with: the one that it can build itself and is tested with.
 * The Automation API alone would do with 3.206, where it began to receive events over gRPC.
 */
export const minimumVersion = "3.220.0";

/** A Pulumi CLI that works. */
export interface Cli {
  /** The program. */
  bin: string;

  /** `major.minor.patch` */
  version: string;

  /** The way that it came. */
  source: "path" | "cache" | Way["source"];

  /** Why this one, for people. */
  why: string;
}

/** Options of {@link ensureCli}. */
export interface EnsureCliOptions {
  /** Tells the user what is found, tried and going on. */
  report: Report;

  /**
   * Where PATH, PULUMI_CLI_CACHE, XDG_CACHE_HOME, HOME and Go's own variables are read.
   *
   * @default - this process's environment
   */
  env?: NodeJS.ProcessEnv;

  /**
   * The ways to a CLI that is neither on PATH nor in the cache, in order.
   *
   * @default - the official installer, then a build from the Go module
   */
  ways?: Way[];

  /**
   * Age at which the lock of a killed process is taken over, in milliseconds, at least 2000.
   *
   * @default 15000
   */
  staleMs?: number;
}

/** What the steps of one search share. */
interface Search extends Required<Omit<EnsureCliOptions, "staleMs">> {
  cache: string;
  /** Why each way so far did not work, in the order tried. */
  failures: string[];
}

/**
 * Finds a Pulumi CLI by the first way that works: PATH, the project's cache, the official
 * installer, a build from the Go module. The last two fill the cache.
 *
 * Safe to call from several processes at once: one fills the cache, the others wait for it.
 *
 * @throws SetupError naming every way, why it failed and what would help.
 */
export async function ensureCli(options: EnsureCliOptions): Promise<Cli> {
  const { report, env = process.env, ways = [officialInstaller(), goBuild()] } = options;
  const search: Search = { report, env, ways, cache: cacheFolder(env), failures: [] };
  const cli =
    (await fromPath(search)) ??
    (await fromCache(search)) ??
    (await fillCache(search, options.staleMs));
  if (cli === undefined) {
    throw new SetupError(
      ["No way to a Pulumi CLI works on this machine:", ...search.failures].join("\n  - "),
    );
  }
  report(`Pulumi CLI ${cli.version}: ${cli.why}`);
  return cli;
}

/**
 * The Automation API's handle on a CLI. It asks the program for its version, which takes a tenth of
 * a second: start it beside other work.
 */
export async function openCli(cli: Cli): Promise<PulumiCommand> {
  return cli.source === "path"
    ? PulumiCommand.get()
    : PulumiCommand.get({ root: path.dirname(path.dirname(cli.bin)) });
}

async function fromPath({ env, failures, report }: Search): Promise<Cli | undefined> {
  const advice = `install Pulumi ${minimumVersion} or newer and put it on PATH`;
  const bin = await findOnPath("pulumi", env);
  if (bin === undefined) {
    failures.push(`PATH: there is no pulumi; ${advice}`);
    return undefined;
  }
  try {
    const version = await askVersion(bin, env);
    if (isAtLeast(version, minimumVersion)) {
      return { bin, version, source: "path", why: `found on PATH as ${bin}` };
    }
    failures.push(`PATH: ${bin} is version ${version}, too old; ${advice}`);
  } catch (error) {
    failures.push(`PATH: ${messageOf(error)}; ${advice}`);
  }
  report(`Passing over ${failures.at(-1)}`);
  return undefined;
}

/** Looks only: what is damaged is for {@link fillCache} to remove, under the lock. */
async function fromCache({ cache, ways }: Search): Promise<Cli | undefined> {
  for (const way of ways) {
    const folder = versionFolder(cache, way.version);
    const finding = await inspect(folder);
    if (finding.state === "broken") {
      return undefined;
    }
    if (finding.state === "sound") {
      const why = `kept in ${folder}, from ${way.title}`;
      return completeCli(folder, way, { version: finding.version, source: "cache", why });
    }
  }
  return undefined;
}

async function fillCache(search: Search, staleMs?: number): Promise<Cli | undefined> {
  const { cache, failures, report, ways } = search;
  const fill = async () => {
    await removeBroken(search);
    const cached = await fromCache(search);
    if (cached !== undefined) {
      return cached;
    }
    failures.push(
      `cache: there is none in ${cache}; point PULUMI_CLI_CACHE to a folder that has one`,
    );
    for (const way of ways) {
      const cli = await tryWay(search, way);
      if (cli !== undefined) {
        return cli;
      }
    }
    return undefined;
  };
  try {
    return await withCacheLock(cache, report, fill, staleMs);
  } catch (error) {
    failures.push(
      `cache: ${cache} cannot be used (${messageOf(error)}); ` +
        "point PULUMI_CLI_CACHE to a folder that can be written to",
    );
    return undefined;
  }
}

async function removeBroken({ cache, report, ways }: Search): Promise<void> {
  for (const way of ways) {
    const folder = versionFolder(cache, way.version);
    const finding = await inspect(folder);
    if (finding.state === "broken") {
      report(`The Pulumi CLI kept in ${folder} is damaged (${finding.reason}): removing it`);
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function tryWay(search: Search, way: Way): Promise<Cli | undefined> {
  const { cache, env, failures, report } = search;
  const folder = versionFolder(cache, way.version);
  try {
    await fillFolder(folder, async draft => {
      await way.make(draft, { env, report });
      const version = await askVersion(path.join(draft, "bin", "pulumi"), env);
      if (!isAtLeast(version, minimumVersion)) {
        throw new Error(`it gave version ${version}, too old; ${minimumVersion} is needed`);
      }
      await writeManifest(draft, version, way.source);
    });
    const why = `from ${way.title}, now kept in ${folder}`;
    return await completeCli(folder, way, { version: way.version, source: way.source, why });
  } catch (error) {
    failures.push(`${way.title}: ${messageOf(error)}`);
    report(`Passing over ${failures.at(-1)}`);
    return undefined;
  }
}

async function completeCli(folder: string, way: Way, cli: Omit<Cli, "bin">): Promise<Cli> {
  const programs = path.join(folder, "bin");
  if (way.source === "go") {
    await installLaunchers(programs).catch(error => {
      throw new SetupError(
        `${programs} lacks this version's programs for policy packs, and they cannot be put there ` +
          `(${messageOf(error)}); point PULUMI_CLI_CACHE to a folder that can be written to`,
      );
    });
  }
  return { bin: path.join(programs, "pulumi"), ...cli };
}
