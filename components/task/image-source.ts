import * as pulumi from "@pulumi/pulumi";

import { Architecture, ContainerImage } from "../container-image";
import { unique } from "../plan/lists";
import { Scope } from "../plan/scope";

/** Where an image is pulled from: a repository of the account's own registry, or a registry on the internet. */
export type ImageSource = { repository: string } | { registry: string };

/** Registry of images without one in their names. */
const DOCKER_HUB = "registry-1.docker.io";

/** Where an image comes from: one built here, or a reference such as `public.ecr.aws/name@sha256:…`. */
export function imageSource(scope: Scope, image: ContainerImage | string): ImageSource {
  if (image instanceof ContainerImage) {
    return image.reference === undefined
      ? { repository: image.repositoryName }
      : imageSource(scope, image.reference);
  }
  const [host, ...path] = image.replace(/@.*$/, "").split("/");
  // As Docker reads it: a first part without a dot, and not a host of one's own, is part of the name.
  if (path.length === 0 || !/[.:]/.test(host)) {
    return { registry: DOCKER_HUB };
  }
  return host === scope.registryHost
    ? { repository: path.join("/").replace(/:.*$/, "") }
    : { registry: host };
}

/** Reference by which an image is pulled. */
export function imageReference(image: ContainerImage | string): pulumi.Input<string> {
  return image instanceof ContainerImage ? image.digestUri : image;
}

/** Repositories of the account's own registry among the sources. */
export function repositoriesOf(sources: readonly ImageSource[]): string[] {
  return unique(sources.flatMap(source => ("repository" in source ? [source.repository] : [])));
}

/** Registries on the internet among the sources. */
export function registriesOf(sources: readonly ImageSource[]): string[] {
  return unique(sources.flatMap(source => ("registry" in source ? [source.registry] : [])));
}

/** Processor that an image is for; of one by reference, that which most have. */
export function architectureOf(image: ContainerImage | string): Architecture {
  return image instanceof ContainerImage ? image.architecture : "x86_64";
}
