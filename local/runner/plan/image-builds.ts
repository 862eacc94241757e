import * as fs from "node:fs";
import * as path from "node:path";
import { RunError } from "../errors";
import type { RunOptions } from "../types";
import { readDockerfile, type ImageConfig } from "./dockerfile";
import { containerImage, dockerImage } from "./resources";
import type { State } from "./state";

/** An image that can run here: its build context, and what its Dockerfile says. */
export interface RunnableImage {
  context: string;
  config: ImageConfig;
  /** A program of Node.js, or the NATS server with a configuration of the context's. */
  kind: "node" | "nats";
}

/** The official image of NATS, from wherever it is pulled. */
const natsImage = /(^|\/)nats(:|@|$)/;

/** An image that can run here, or the reason why not. */
export type Runnable = RunnableImage | { reason: string };

/** How an image is built, with absolute paths. */
export interface ImageBuild {
  context: string;
  dockerfile: string;
  target?: string;
  args: Record<string, string>;
  platform?: string;
  config: ImageConfig;
}

/**
 * Finds how images are built. Reads Dockerfiles, runs nothing.
 *
 * @throws RunError naming the image when its Dockerfile is missing.
 */
export function buildFinder(
  state: State,
  projectDir: string,
): (image: string) => ImageBuild | undefined {
  const images = state.all("docker:index/image:Image", dockerImage);
  return reference => {
    const found = images.find(
      ({ props }) => reference === props.repoDigest || reference === props.imageName,
    );
    if (!found) {
      return undefined;
    }
    const build = found.props.build ?? {};
    const context = path.resolve(projectDir, build.context ?? ".");
    const dockerfile = path.resolve(
      projectDir,
      build.dockerfile ?? path.join(context, "Dockerfile"),
    );
    if (!fs.existsSync(dockerfile)) {
      throw new RunError(`${found.label}: there is no Dockerfile ${dockerfile}`);
    }
    const target = build.target ?? undefined;
    const config = readDockerfile(fs.readFileSync(dockerfile, "utf8"), target);
    const { args, platform } = build;
    return {
      context,
      dockerfile,
      target,
      args: args ?? {},
      platform: platform ?? undefined,
      config,
    };
  };
}

/** What a folder's own Dockerfile builds. */
function folderBuild(projectDir: string, folder: string): Pick<ImageBuild, "context" | "config"> {
  const context = path.resolve(projectDir, folder);
  const dockerfile = path.join(context, "Dockerfile");
  return { context, config: readDockerfile(fs.readFileSync(dockerfile, "utf8"), undefined) };
}

/** Whether an image is the NATS server. */
export function isBroker({ config }: Pick<ImageBuild, "config">): boolean {
  return natsImage.test(config.base);
}

/**
 * Finds the images that can run here without Docker; as {@link buildFinder}. In place of an image that is only
 * pulled, the folder of its code runs, which is said through `note`.
 */
export function imageFinder(
  state: State,
  options: RunOptions,
  note: (line: string) => void,
): (image: string) => Runnable {
  const find = buildFinder(state, options.projectDir);
  const pulled = state.all("infra:container-image:ContainerImage", containerImage);
  return reference => {
    const folder = pulled.find(({ props }) => props.reference === reference)?.props.context;
    if (folder) {
      note(`${folder} runs as it is here: without Docker, its image ${reference} cannot be pulled`);
    }
    const build = folder ? folderBuild(options.projectDir, folder) : find(reference);
    if (!build) {
      return { reason: `needs Docker: no build context here makes its image ${reference}` };
    }
    const { context, config } = build;
    if (isBroker(build)) {
      return { context, config, kind: "nats" };
    }
    return fs.existsSync(path.join(context, "package.json"))
      ? { context, config, kind: "node" }
      : { reason: `needs Docker: ${context} holds no Node.js program` };
  };
}
