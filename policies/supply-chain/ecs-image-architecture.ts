import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { TASK_TYPE } from "../containers";
import { peek, UNKNOWN } from "../known";
import { finding } from "../resource";

interface DockerImage {
  build?: { platform?: string };
  /** What it was built for, once it is there: its inputs are gone by then. */
  platform?: string;
}

interface BuildImage {
  platforms?: readonly string[];
}

/** Where each type of image says what it is built for. */
const IMAGES: Readonly<
  Record<string, { path: string; platforms: (props: object) => (string | undefined)[] }>
> = {
  "docker:index/image:Image": {
    path: "build.platform",
    platforms: props => {
      const { build, platform } = props as DockerImage;
      return [platform ?? build?.platform];
    },
  },
  "docker-build:index:Image": {
    path: "platforms",
    platforms: props => [...((props as BuildImage).platforms ?? [undefined])],
  },
};

/** Left out, an image is for the machine that builds it: a laptop's is not the pipeline's. */
export const ecsImageArchitecture: StackValidationPolicy = {
  name: "ecs-image-architecture",
  description: "Images are built for the processor that their task runs on.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["supply-chain"],
  remediationSteps:
    "Set the image's platform to linux/amd64 or linux/arm64, like the task's runtimePlatform.cpuArchitecture (X86_64 or ARM64).",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html",
  validateStack: ({ resources }, report) => {
    for (const task of resources) {
      if (task.type === TASK_TYPE) {
        faults(task).forEach(message => report(message, task.urn));
      }
    }
  },
};

function faults(task: PolicyResource): string[] {
  const wanted = platformOf(task);
  const images = task.propertyDependencies.containerDefinitions ?? [];
  return images.flatMap(({ type, name, props }) => {
    if (wanted === UNKNOWN || !(type in IMAGES)) {
      return [];
    }
    const platforms = peek(() => IMAGES[type].platforms(props));
    if (platforms === UNKNOWN || platforms.some(isFor(wanted))) {
      return [];
    }
    const found = platforms.filter(platform => platform !== undefined).join(", ");
    const built = found === "" ? "whatever machine builds it" : found;
    return [
      finding(
        `Image::${name}`,
        `The image ${name} is built for ${built} and runs on ${wanted}: set its ${IMAGES[type].path} to ${wanted}.`,
      ),
    ];
  });
}

/** `linux/arm64/v8` is for linux/arm64 too. */
function isFor(wanted: string): (platform: string | undefined) => boolean {
  return platform => platform !== undefined && `${platform}/`.startsWith(`${wanted}/`);
}

/** Left out, the task runs on x86-64 under Linux. */
function platformOf({ props }: PolicyResource): string | typeof UNKNOWN {
  return peek(() => {
    const { runtimePlatform } = props as {
      runtimePlatform?: { cpuArchitecture?: string; operatingSystemFamily?: string };
    };
    const system = runtimePlatform?.operatingSystemFamily?.startsWith("WINDOWS");
    const processor = runtimePlatform?.cpuArchitecture === "ARM64" ? "arm64" : "amd64";
    return `${system ? "windows" : "linux"}/${processor}`;
  });
}
