import * as aws from "@pulumi/aws";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { existsSync } from "fs";
import { join } from "path";

import { EncryptionKey } from "./encryption-key";
import { ArgumentError } from "./errors";
import { referenceProblem } from "./plan/image-reference";
import { Scope } from "./plan/scope";

/** Processor that an image is built for and its tasks run on. */
export type Architecture = "x86_64" | "arm64";

/** How an image is built, where Docker's defaults will not do. */
interface BuildOptions {
  /**
   * The Dockerfile, from the context.
   *
   * @default "Dockerfile"
   */
  dockerfile?: string;

  /**
   * Stage to build.
   *
   * @default - the last
   */
  target?: string;

  /** Build arguments. They stay in the image's history: no secrets. */
  args?: Record<string, string>;

  /**
   * Tag pushed beside the digest, e.g. a version or commit; never moved once pushed. Tasks are
   * pinned to the digest, whatever the tag.
   *
   * @default "build", a tag that moves
   */
  tag?: string;
}

/** How an image is built. */
export interface ImageBuild extends BuildOptions {
  /** Folder that Docker sees, from the project's root, e.g. `services/order-management/order-service`. */
  context: string;
}

/** An image that something else built and pushed, such as CI. */
export interface PushedImage {
  /** The image by its digest, `registry/name@sha256:…`, in the account's own registry or a public one. */
  reference: string;

  /**
   * Folder of its code, which a local run starts in its place.
   *
   * @default - a local run leaves it out
   */
  context?: string;
}

/** An image, as the operations commands see it. */
export interface ImageOperations {
  /** Repository in the account's registry. */
  repository: string;
  /** Processor that it is built for. */
  architecture: Architecture;
  /** How it is built, from the project's root; nothing where its code is elsewhere. */
  build?: Omit<ImageBuild, "tag">;
}

/** Arguments of {@link ContainerImage}. */
export interface ContainerImageArgs extends BuildOptions {
  /**
   * Folder that Docker sees, from the project's root, e.g. `services/order-management/order-service`.
   *
   * @default - none: `reference` is given
   */
  context?: string;

  /**
   * An image that something else built, by its digest: `registry/name@sha256:…`, in the account's own
   * registry or a public one. Nothing is built then; the repository stays.
   *
   * @default - the image is built from `context`
   */
  reference?: string;

  /** The system and environment that the image is for. */
  scope: Scope;
  /** Encrypts the repository. */
  key: EncryptionKey;
  /** Last part of the repository's name: `order-service` in `order-management/order-service`. */
  repository: string;

  /**
   * Processor to build for.
   *
   * @default "x86_64"
   */
  architecture?: Architecture;
}

/** The tag that may be pushed again; with {@link CACHE_TAG} the only one that is not immutable. */
const MOVING_TAG = "build";
/** Tag of the layers that `npm run build-push` keeps for the next build; no image that runs. */
const CACHE_TAG = "cache";

/**
 * Images that a repository keeps of each kind, tagged and not. ECR does not know what runs: one that runs, or
 * that a deployment may go back to, is gone only when as many newer ones of its kind were pushed meanwhile.
 */
const KEPT_IMAGES = 100;

/**
 * A private ECR repository (scanned on push, immutable tags, the last 100 images kept with a tag and the last
 * 100 without) and the image that is built into it, with the layers of the image last built as its cache. What
 * runs is pinned by {@link ContainerImage.digestUri}.
 */
export class ContainerImage extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:container-image:ContainerImage";

  /** `<repository>@sha256:…`; changes when the build context does, or the reference. */
  readonly digestUri: pulumi.Output<string>;
  /** The image that something else built; nothing where it is built here. */
  readonly reference?: string;
  /** Name of the repository, known at preview. */
  readonly repositoryName: string;
  /** Processor that the image is built for. */
  readonly architecture: Architecture;
  /** How it is built, where its code is here. */
  readonly build?: Omit<ImageBuild, "tag">;

  constructor(name: string, args: ContainerImageArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ContainerImage.__pulumiType, name, args, opts);
    const { scope, key, context, reference, architecture = "x86_64" } = args;
    checkArgs(name, args);
    const child = { parent: this };

    this.repositoryName = scope.repository(args.repository);
    this.architecture = architecture;
    this.reference = reference;
    if (context !== undefined) {
      const { dockerfile = "Dockerfile", target, args: buildArgs } = args;
      this.build = { context, dockerfile, target, args: buildArgs };
    }
    const repository = createRepository(name, this.repositoryName, scope, key, child);
    this.digestUri =
      reference === undefined
        ? createBuild(name, args, repository, child)
        : pulumi.output(reference);
    this.registerOutputs({ digestUri: this.digestUri });
  }

  /** What the operations commands must know of it. */
  operations(): ImageOperations {
    const { repositoryName: repository, architecture, build } = this;
    return { repository, architecture, build };
  }
}

/** Throws unless exactly one way to the image is given, and that can be gone. */
function checkArgs(name: string, args: ContainerImageArgs): void {
  const { scope, reference, context, dockerfile = "Dockerfile" } = args;
  const where = `ContainerImage "${name}"`;
  if (context !== undefined && !existsSync(join(context, dockerfile))) {
    throw new ArgumentError(
      `${where}: there is no ${join(context, dockerfile)}; image.context is "${context}", a folder with a Dockerfile, from the project's root`,
    );
  }
  if (reference === undefined) {
    if (context === undefined) {
      throw new ArgumentError(
        `${where}: give a context to build from, or the reference of an image`,
      );
    }
    return;
  }
  const ofBuild = (["dockerfile", "target", "args", "tag"] as const).filter(
    key => args[key] !== undefined,
  );
  if (ofBuild.length > 0) {
    throw new ArgumentError(
      `${where}: reference is given, so that nothing is built; leave out ${ofBuild.join(", ")}`,
    );
  }
  const problem = referenceProblem(scope, reference);
  if (problem !== undefined) {
    throw new ArgumentError(`${where}: reference ${problem}`);
  }
}

/** Builds the image and pushes it; returns what it is pinned by. */
function createBuild(
  name: string,
  { scope, context = ".", dockerfile = "Dockerfile", ...args }: ContainerImageArgs,
  repository: aws.ecr.Repository,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const login = aws.ecr.getAuthorizationTokenOutput({ registryId: scope.accountId }, opts);
  const cache = `${scope.registryHost}/${scope.repository(args.repository)}:${MOVING_TAG}`;
  const image = new docker.Image(
    name,
    {
      imageName: pulumi.interpolate`${repository.repositoryUrl}:${args.tag ?? MOVING_TAG}`,
      build: {
        context,
        dockerfile: join(context, dockerfile),
        target: args.target,
        // The image carries its layers' keys, by which the next build finds them; the first finds none.
        args: { BUILDKIT_INLINE_CACHE: "1", ...args.args },
        cacheFrom: { images: [cache] },
        platform: args.architecture === "arm64" ? "linux/arm64" : "linux/amd64",
      },
      registry: {
        server: repository.repositoryUrl,
        username: login.userName,
        password: pulumi.secret(login.password),
      },
    },
    opts,
  );
  return image.repoDigest;
}

function createRepository(
  name: string,
  repositoryName: string,
  scope: Scope,
  key: EncryptionKey,
  opts: pulumi.CustomResourceOptions,
): aws.ecr.Repository {
  const repository = new aws.ecr.Repository(
    name,
    {
      name: repositoryName,
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [MOVING_TAG, CACHE_TAG].map(filter => ({
        filter,
        filterType: "WILDCARD",
      })),
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
      forceDelete: !scope.isProd,
    },
    opts,
  );
  new aws.ecr.LifecyclePolicy(
    name,
    {
      repository: repository.name,
      policy: JSON.stringify({
        rules: [
          lifecycleRule(1, "without a tag", { tagStatus: "untagged" }),
          lifecycleRule(2, "with a tag", { tagStatus: "tagged", tagPatternList: ["*"] }),
        ],
      }),
    },
    opts,
  );
  return repository;
}

function lifecycleRule(rulePriority: number, which: string, selection: object) {
  return {
    rulePriority,
    description: `Keep the last ${KEPT_IMAGES} images ${which}`,
    selection: { ...selection, countType: "imageCountMoreThan", countNumber: KEPT_IMAGES },
    action: { type: "expire" },
  };
}
