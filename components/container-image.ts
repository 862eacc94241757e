import * as aws from "@pulumi/aws";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { existsSync } from "fs";
import { join } from "path";

import { EncryptionKey } from "./encryption-key";
import { ArgumentError } from "./errors";
import { Scope } from "./plan/scope";

/** Processor that an image is built for and its tasks run on. */
export type Architecture = "x86_64" | "arm64";

/** How an image is built. */
export interface ImageBuild {
  /** Folder that Docker sees, from the project's root, e.g. `services/order-management/order-service`. */
  context: string;

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

/** An image, as the operations commands see it. */
export interface ImageOperations {
  /** Repository in the account's registry. */
  repository: string;
  /** Processor that it is built for. */
  architecture: Architecture;
  /** How it is built, from the project's root. */
  build: Omit<ImageBuild, "tag">;
}

/** Arguments of {@link ContainerImage}. */
export interface ContainerImageArgs extends ImageBuild {
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
/** Images that a repository keeps: enough that no deployment in use or to roll back to is expired. */
const KEPT_IMAGES = 100;

/**
 * A private ECR repository (scanned on push, immutable tags, the last 100 images kept) and the image
 * built into it. What runs is pinned by {@link ContainerImage.digestUri}.
 */
export class ContainerImage extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:container-image:ContainerImage";

  /** `<repository>@sha256:…`; changes when the build context does. */
  readonly digestUri: pulumi.Output<string>;
  /** Name of the repository, known at preview. */
  readonly repositoryName: string;
  /** Processor that the image is built for. */
  readonly architecture: Architecture;
  /** How it is built. */
  readonly build: Omit<ImageBuild, "tag">;

  constructor(name: string, args: ContainerImageArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ContainerImage.__pulumiType, name, args, opts);
    const { scope, key, context, dockerfile = "Dockerfile", architecture = "x86_64" } = args;
    if (!existsSync(join(context, dockerfile))) {
      throw new ArgumentError(
        `ContainerImage "${name}": there is no ${join(context, dockerfile)}; image.context is "${context}", a folder with a Dockerfile, from the project's root`,
      );
    }
    const child = { parent: this };

    this.repositoryName = scope.repository(args.repository);
    this.architecture = architecture;
    this.build = { context, dockerfile, target: args.target, args: args.args };
    const repository = createRepository(name, this.repositoryName, scope, key, child);
    const login = aws.ecr.getAuthorizationTokenOutput({ registryId: scope.accountId }, child);
    const image = new docker.Image(
      name,
      {
        imageName: pulumi.interpolate`${repository.repositoryUrl}:${args.tag ?? MOVING_TAG}`,
        build: {
          context,
          dockerfile: join(context, dockerfile),
          target: args.target,
          args: args.args,
          platform: architecture === "arm64" ? "linux/arm64" : "linux/amd64",
        },
        registry: {
          server: repository.repositoryUrl,
          username: login.userName,
          password: pulumi.secret(login.password),
        },
      },
      child,
    );

    this.digestUri = image.repoDigest;
    this.registerOutputs({ digestUri: this.digestUri });
  }

  /** What the operations commands must know of it. */
  operations(): ImageOperations {
    const { repositoryName: repository, architecture, build } = this;
    return { repository, architecture, build };
  }
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
          {
            rulePriority: 1,
            description: `Keep the last ${KEPT_IMAGES} images`,
            selection: {
              tagStatus: "any",
              countType: "imageCountMoreThan",
              countNumber: KEPT_IMAGES,
            },
            action: { type: "expire" },
          },
        ],
      }),
    },
    opts,
  );
  return repository;
}
