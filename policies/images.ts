/** An image reference in its parts. */
export interface ImageReference {
  /** Host and path, with Docker Hub's host where none is written. */
  repository: string;
  tag?: string;
  /** Whether it ends in `@sha256:…`, which means one image for ever. */
  hasDigest: boolean;
}

/** Takes an image reference apart: `nginx:1.29` is `docker.io/library/nginx` with a tag. */
export function parseImage(reference: string): ImageReference {
  const [named, digest] = reference.split("@");
  const colon = named.lastIndexOf(":");
  const hasTag = colon > named.lastIndexOf("/");
  return {
    repository: withHost(hasTag ? named.slice(0, colon) : named),
    tag: hasTag ? named.slice(colon + 1) : undefined,
    hasDigest: /^sha256:[0-9a-f]{64}$/.test(digest ?? ""),
  };
}

/** The first part is a host when it looks like one, as Docker has it. */
function withHost(path: string): string {
  const [first, ...rest] = path.split("/");
  if (rest.length === 0) {
    return `docker.io/library/${path}`;
  }
  return /[.:]|^localhost$/.test(first) ? path : `docker.io/${path}`;
}

/** A tag that is moved to each new image; so is none, which means it. */
export function isMovingTag(tag: string | undefined): boolean {
  return tag === undefined || tag === "" || tag === "latest";
}
