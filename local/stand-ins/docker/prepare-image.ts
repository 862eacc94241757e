import { existsSync, statSync } from "fs";
import { isAbsolute, join, resolve } from "path";

import { InvalidInput } from "../types/type-entry";
import { Values, asText, asValues, hasUnknown, isUnknown } from "../values";
import { contextDigest } from "./context-digest";

/** The platform that Docker would build for on this machine. */
const HOST_PLATFORM = `linux/${process.arch === "x64" ? "amd64" : process.arch}`;

/**
 * Fills in an image's build as the Docker provider does: Dockerfile, context, platform and the digest
 * of the context, so that a change of any file in it is a change of the image. Paths are relative to
 * the project's folder.
 */
export function prepareImage(inputs: Values, projectDir: string): Values {
  const build = asValues(inputs.build);
  const context = asText(build.context) || ".";
  const dockerfile = asText(build.dockerfile) || join(context, "Dockerfile");
  const known = !isUnknown(inputs.build) && !hasUnknown([context, dockerfile]);
  return {
    ...inputs,
    buildOnPreview: inputs.buildOnPreview ?? false,
    build: {
      ...build,
      context,
      dockerfile,
      platform: build.platform ?? HOST_PLATFORM,
      ...(known && { contextDigest: digestOf(projectDir, context, dockerfile) }),
    },
  };
}

function digestOf(projectDir: string, context: string, dockerfile: string): string {
  const contextPath = resolve(projectDir, context);
  const dockerfilePath = resolve(projectDir, dockerfile);
  if (!existsSync(contextPath) || !statSync(contextPath).isDirectory()) {
    throw new InvalidInput("build.context", `there is no folder "${context}" to build from`);
  }
  if (!existsSync(dockerfilePath)) {
    const inContext = join(context, dockerfile);
    const hint =
      !isAbsolute(dockerfile) && existsSync(resolve(projectDir, inContext))
        ? `; try "${inContext}"`
        : "";
    throw new InvalidInput("build.dockerfile", `there is no Dockerfile at "${dockerfile}"${hint}`);
  }
  return contextDigest(contextPath, dockerfilePath);
}
