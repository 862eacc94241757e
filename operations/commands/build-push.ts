import { ECRClient } from "@aws-sdk/client-ecr";
import { Command } from "commander";

import { withClient } from "../aws/client";
import { scanFindings } from "../aws/image-scan";
import { digestOf, registryLogin, repositoryUri } from "../aws/repository";
import { Context, runCommand } from "../command";
import { OperationError, UsageError } from "../errors";
import { build, checkPlatforms, dockerfileOf, platformOf } from "../images/build";
import { docker, findBuilder } from "../images/docker";
import { Service, serviceOf } from "../stack";

/** Tag of the layer cache; it and that of what `pulumi up` builds move, as the program's repositories let them. */
const CACHE_TAG = "cache";
/** Tags that do not stand for one image. */
const MOVING_TAGS = [CACHE_TAG, "build", "latest"];

interface Options {
  platform?: string;
  push: boolean;
  reuse?: boolean;
  scan?: boolean;
}

/** What the result says. */
interface Pushed {
  service: string;
  version: string;
  digest: string;
  /** `<repository>@<digest>`. */
  image: string;
  /** Findings of ECR's scan by severity, with `--scan`. */
  findings?: Record<string, number>;
}

/** `npm run build-push`. */
runCommand({
  usage: "build-push <service> <version>",
  description:
    "Builds a service's image with docker buildx as the program does, tags it with the version, which names one image for\never, and pushes it with a cache of its layers to the repository that pulumi up has made. Prints repository@digest.\nExit code 1 when the version is there already.",
  configure: (command: Command) =>
    command
      .option("--platform <list>", "build for these (default: the one that the tasks run on)")
      .option("--no-push", "build only, into Docker's images; asks nothing of AWS")
      .option("--reuse", "a version that is there already is taken as it is, not built")
      .option("--scan", "wait for ECR's scan; exit code 1 when it finds a critical vulnerability"),
  work: buildPush,
});

/** Builds and pushes; false when the scan found something critical. */
async function buildPush(
  context: Context,
  name: string,
  version: string,
  { platform, push, reuse = false, scan = false }: Options,
): Promise<boolean> {
  const service = serviceOf(context.stack, name);
  checkVersion(version);
  const platforms = platform?.split(",") ?? [platformOf(service)];
  checkPlatforms(service, platforms, push);
  dockerfileOf(service);
  if (!push) {
    if (reuse || scan) {
      throw new UsageError("--reuse and --scan are about the repository; leave --no-push away");
    }
    return buildOnly(context, service, version, platforms);
  }
  if (scan && platforms.length > 1) {
    throw new UsageError("--scan takes one platform: ECR scans no index of several images");
  }
  return withClient(ECRClient, context.stack.region, async ecr => {
    const pushed = await pushedImage(context, ecr, service, version, { platforms, reuse });
    if (scan) {
      const { repository } = service.image;
      pushed.findings = await scanFindings(ecr, { repository, digest: pushed.digest }, context);
    }
    context.result(pushed, describe(pushed));
    return (pushed.findings?.CRITICAL ?? 0) === 0;
  });
}

function checkVersion(version: string): void {
  if (!/^\w[\w.-]{0,127}$/.test(version) || MOVING_TAGS.includes(version)) {
    throw new UsageError(
      `the version is "${version}"; use a version or commit: 1 to 128 letters, digits and _.- , not ${MOVING_TAGS.join(", ")}`,
    );
  }
}

async function buildOnly(
  { signal, result }: Context,
  service: Service,
  version: string,
  platforms: readonly string[],
): Promise<boolean> {
  await findBuilder(signal);
  const image = `${service.image.repository}:${version}`;
  await build({ service, tag: image, platforms }, signal);
  result({ service: service.name, version, image }, `${image} is built, and not pushed`);
  return true;
}

/** The image of the version in the repository: the one that is there with `--reuse`, else one built now. */
async function pushedImage(
  { say, signal }: Context,
  ecr: ECRClient,
  service: Service,
  version: string,
  { platforms, reuse }: { platforms: readonly string[]; reuse: boolean },
): Promise<Pushed> {
  const { repository } = service.image;
  const uri = await repositoryUri(ecr, repository);
  const of = (digest: string) => ({
    service: service.name,
    version,
    digest,
    image: `${uri}@${digest}`,
  });
  const there = await digestOf(ecr, repository, version);
  if (there !== undefined && !reuse) {
    throw new OperationError(
      `${repository} has an image ${version} already (${there}), and a version is never another image; give a new version, or --reuse to take that one`,
    );
  }
  if (there !== undefined) {
    say(`${repository} has ${version} already: nothing is built`);
    return of(there);
  }
  const { writesCache } = await findBuilder(signal);
  if (!writesCache) {
    say(
      "Docker's own builder writes no layer cache; docker buildx create --use makes one that does",
    );
  }
  const { username, password } = await registryLogin(ecr);
  const registry = uri.split("/")[0];
  const login = ["login", "--username", username, "--password-stdin", registry];
  await docker(login, { signal, input: password });
  const cache = `${uri}:${CACHE_TAG}`;
  const tag = `${uri}:${version}`;
  return of(await build({ service, tag, platforms, push: { cache, writesCache } }, signal));
}

function describe({ image, findings }: Pushed): string {
  if (findings === undefined) {
    return image;
  }
  const counts = Object.entries(findings).map(([severity, count]) => `${count} ${severity}`);
  return `${image}\nECR's scan found ${counts.join(", ") || "nothing"}`;
}
