import { z } from "zod";

import {
  Environment,
  FargateSize,
  fargateSize,
  ImageBuild,
  Platform,
  PlatformArgs,
  PushedImage,
  Scaling,
  Scope,
} from "../components";
import { Settings, SystemShape } from "../settings";

/** What a system has made. */
export interface Deployed {
  /** What its services stand on, and what commands must know of them. */
  platform: Platform;
  /** The stack's outputs, to which `operations` is added. */
  outputs: Record<string, unknown>;
}

/** How a system is described; see {@link defineSystem}. */
export interface SystemSpec<Options extends z.ZodObject> {
  /** Base name of its resources, e.g. `order-management`. */
  app: string;

  /**
   * Environments that its names spell otherwise (`production`).
   *
   * @default - as they are called
   */
  labels?: Partial<Record<Environment, string>>;

  /**
   * First part of the names of its image repositories.
   *
   * @default - the base name
   */
  registry?: string;

  /**
   * Buckets whose names do not begin with the base name, with `*` for any characters; for the role that
   * deploys it.
   *
   * @default - none
   */
  buckets?: readonly string[];

  /** Names of its services, which a stack's settings may adjust. */
  services: readonly string[];

  /**
   * What a stack may choose besides, under `options`.
   *
   * @default - nothing
   */
  options?: Options;

  /**
   * Calls of its interface that change nothing, which a smoke test makes through the load balancer: the
   * status that a GET of each path answers.
   *
   * @default - none; it asks each route whether its service answers
   */
  smoke?: Readonly<Record<string, number>>;

  /** Makes its resources. */
  deploy(scope: Scope, settings: Settings<z.infer<Options>>): Deployed;
}

/** One of the systems that this program can deploy. */
export interface System extends SystemShape {
  app: string;
  registry?: string;
  labels?: Partial<Record<Environment, string>>;
  buckets?: readonly string[];
  smoke?: Readonly<Record<string, number>>;
  /** Makes its resources; the settings' options are those of its shape. */
  deploy(scope: Scope, settings: Settings): Deployed;
}

/** Describes a system; what a stack chooses reaches `deploy` typed and checked. */
export function defineSystem<Options extends z.ZodObject = z.ZodObject<Record<never, never>>>(
  spec: SystemSpec<Options>,
): System {
  return {
    ...spec,
    options: spec.options ?? z.strictObject({}),
    deploy: (scope, settings) => spec.deploy(scope, settings as Settings<z.infer<Options>>),
  };
}

/** What a stack's settings say of any platform: its certificate, its name in a hosted zone, its sleep. */
export function platformSettings({ certificateArn, domain, hostedZone, sleep }: Settings) {
  return {
    certificateArn,
    sleep,
    ...(hostedZone !== undefined &&
      domain !== undefined && { domain: { hostedZone, host: domain } }),
  };
}

/** The network that the stack's settings name, else one of the system's own. */
export function existingOr({ network }: Settings, own: PlatformArgs["network"]) {
  return network === undefined ? own : { existing: network };
}

/** What a stack's settings may change of a service. */
export interface Sizing {
  size: FargateSize;
  scaling: Scaling;
}

/** A service's sizing with the stack's own changes to it. */
export function adjusted({ services }: Settings, name: string, { size, scaling }: Sizing): Sizing {
  const { cpu = size.cpu, memory = size.memory, min, max, desired } = services[name] ?? {};
  return {
    size: fargateSize(name, cpu, memory),
    scaling: {
      ...scaling,
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      ...(desired !== undefined && { desired }),
    },
  };
}

/** How a service's image is built, with the tag that the stack gives it; or the image that the stack names. */
export function buildOf(
  { services }: Settings,
  name: string,
  context: string,
): ImageBuild | PushedImage {
  const { image, tag } = services[name] ?? {};
  return image === undefined ? { context, tag } : { context, reference: image };
}

/** Paths whose GET answers 200, as {@link SystemSpec.smoke} has them. */
export function answering(paths: readonly string[]): Record<string, number> {
  return Object.fromEntries(paths.map(path => [path, 200] as const));
}
