import { existsSync } from "fs";
import { mkdtemp, readFile, rm } from "fs/promises";
import { tmpdir } from "os";
import { join } from "path";
import { z } from "zod";

import { OperationError, UsageError } from "../errors";
import type { Service } from "../stack";
import { docker } from "./docker";

/** What is built, and where it goes. */
export interface Build {
  service: Service;
  /** Name and tag of the image. */
  tag: string;
  platforms: readonly string[];

  /**
   * Where it goes: into a registry, with a cache of its layers there, else to the daemon's images.
   *
   * @default - the daemon's images
   */
  push?: { cache: string; writesCache: boolean };
}

/** The platform that a service's tasks run on. */
export function platformOf({ image }: Service): string {
  return image.architecture === "arm64" ? "linux/arm64" : "linux/amd64";
}

/** Refuses platforms among which is not the one that the tasks run on, and what Docker cannot keep. */
export function checkPlatforms(service: Service, platforms: readonly string[], push: boolean) {
  const own = platformOf(service);
  if (!platforms.includes(own)) {
    throw new UsageError(
      `--platform is ${platforms.join(",")}; the tasks of ${service.name} run on ${own}`,
    );
  }
  if (!push && platforms.length > 1) {
    throw new UsageError("--no-push keeps the image of one platform; give one, or push");
  }
}

/** Builds the image and returns its digest, which is the registry's when it is pushed. */
export async function build(
  { service, tag, platforms, push }: Build,
  signal: AbortSignal,
): Promise<string> {
  const { context, target, args = {} } = buildOf(service);
  const folder = await mkdtemp(join(tmpdir(), "build-push-"));
  const metadata = join(folder, "metadata.json");
  try {
    await docker(
      [
        ...["buildx", "build", "--progress", "plain", "--tag", tag],
        ...["--platform", platforms.join(","), "--file", dockerfileOf(service)],
        ...(target === undefined ? [] : ["--target", target]),
        ...Object.entries(args).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
        // With an attestation the digest is that of an index with a time in it: ECR's basic scan does not
        // take one, and the same code would be another image each time.
        ...["--provenance=false", "--sbom=false", "--metadata-file", metadata],
        ...(push === undefined ? ["--load"] : ["--push", ...cacheFlags(push)]),
        context,
      ],
      { signal, show: true },
    ).catch((error: unknown) => {
      throw signal.aborted
        ? error
        : new OperationError(`${service.name} was not built; see what docker said above`);
    });
    return await digestIn(metadata);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How the service's image is built; one whose code is elsewhere is not built here. */
function buildOf({ name, image: { build, repository } }: Service) {
  if (build === undefined) {
    throw new UsageError(
      `${name} has no code here: its image ${repository} is built elsewhere and given by its digest`,
    );
  }
  return build;
}

/** The Dockerfile, which must be where the stack says: it may be of another checkout. */
export function dockerfileOf(service: Service): string {
  const { name } = service;
  const { context, dockerfile: file = "Dockerfile" } = buildOf(service);
  const dockerfile = join(context, file);
  if (!existsSync(dockerfile)) {
    throw new UsageError(
      `${name} is built from ${dockerfile}, which is not here; run this in the checkout that the stack was brought up from`,
    );
  }
  return dockerfile;
}

/** ECR takes a cache as an image manifest, not as an index; a cache that cannot be written fails nothing. */
function cacheFlags({ cache, writesCache }: { cache: string; writesCache: boolean }): string[] {
  const written = `type=registry,ref=${cache},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`;
  return [
    ...["--cache-from", `type=registry,ref=${cache}`],
    ...(writesCache ? ["--cache-to", written] : []),
  ];
}

async function digestIn(metadata: string): Promise<string> {
  const content: unknown = JSON.parse(await readFile(metadata, "utf8"));
  return z.looseObject({ "containerimage.digest": z.string() }).parse(content)[
    "containerimage.digest"
  ];
}
