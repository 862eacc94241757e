import { Environment, FargateSize, fargateSize, ImageBuild, Scaling, Scope } from "../components";
import { Settings } from "../settings";

/** One of the systems that this program can deploy. */
export interface System {
  /** Base name of its resources, e.g. `order-management`. */
  app: string;

  /**
   * Environments that its names spell otherwise (`production`).
   *
   * @default - as they are called
   */
  labels?: Partial<Record<Environment, string>>;

  /** Names of its services, which a stack's settings may adjust. */
  services: readonly string[];

  /** Makes its resources and returns the stack's outputs. */
  deploy(scope: Scope, settings: Settings): Record<string, unknown>;
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

/** How a service's image is built, with the tag that the stack gives it. */
export function buildOf({ services }: Settings, name: string, context: string): ImageBuild {
  return { context, tag: services[name]?.tag };
}
