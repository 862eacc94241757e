import {
  ContainerImage,
  ImageBuild,
  MigrationTaskArgs,
  Platform,
  PushedImage,
} from "../components";
import { Settings } from "../settings";
import { buildOf } from "./system";

/** What the reference image is told of the service that it stands in for. */
export interface ReferenceSpec {
  /** What every path of the service's own begins with. */
  basePath?: string;
  /** Collections that it keeps in its database. */
  resources?: readonly string[];
  /** Its health contract. */
  health: {
    /** The JSON of its answers: `{"status":"ok"}`, Spring Boot's `{"status":"UP"}`, or with service, time and uptime. */
    format: "plain" | "actuator" | "detailed";
    /** Paths that answer while the process lives. */
    paths: readonly string[];
    /** Paths that ask everything linked. */
    readyPaths?: readonly string[];
  };
  /** Answers pages for people. */
  html?: boolean;
}

/**
 * The image that stands in for a service whose code is not here yet, and the variables that tell it which
 * one. Give the service an `image` with the `context` of your own code instead; see
 * `services/reference/README.md`.
 */
export function reference(
  settings: Settings,
  name: string,
  { basePath, resources, health, html }: ReferenceSpec,
): { image: ImageBuild | PushedImage; environment: Record<string, string> } {
  return {
    image: buildOf(settings, name, "services/reference"),
    environment: {
      SERVICE_NAME: name,
      ...(basePath !== undefined && { BASE_PATH: basePath }),
      ...(resources !== undefined && { RESOURCES: resources.join(",") }),
      HEALTH_FORMAT: health.format,
      HEALTH_PATHS: health.paths.join(","),
      ...(health.readyPaths !== undefined && { READY_PATHS: health.readyPaths.join(",") }),
      ...(html === true && { HTML: "true" }),
    },
  };
}

/** The reference image as a migration: makes the tables of these services, 256 CPU units and 512 MiB. */
export function referenceMigration(
  { scope, key }: Platform,
  settings: Settings,
  services: readonly string[],
): Pick<MigrationTaskArgs, "image" | "command" | "environment" | "size"> {
  return {
    image: new ContainerImage("migration", {
      scope,
      key,
      repository: "migration",
      ...buildOf(settings, services[0], "services/reference"),
    }),
    command: ["node", "dist/migrate.js"],
    environment: { SERVICE_NAMES: services.join(",") },
    size: { cpu: 256, memory: 512 },
  };
}
