import { Scope } from "./scope";

/** A reference by digest, `registry/name@sha256:…`, maybe with a tag before the digest, which says nothing more. */
export const PINNED_IMAGE = /^[\w.-]+(:\d+)?(\/[\w.-]+)*(:[\w.-]+)?@sha256:[0-9a-f]{64}$/;

/** What is wrong with the reference to an image that something else built; nothing where a task can pull it. */
export function referenceProblem(scope: Scope, reference: string): string | undefined {
  if (!PINNED_IMAGE.test(reference)) {
    return `is "${reference}"; pin it by its digest, registry/name@sha256:…: a tag can move`;
  }
  const [host] = reference.split("/");
  return /\.dkr\.ecr\./.test(host) && host !== scope.registryHost
    ? `is in ${host}; use this account's own registry in its region, ${scope.registryHost}, or a public one`
    : undefined;
}
