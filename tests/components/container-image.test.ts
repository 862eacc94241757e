import * as aws from "@pulumi/aws";
import * as docker from "@pulumi/docker";
import { expect } from "chai";

import {
  ContainerImage,
  ContainerImageArgs,
  EncryptionKey,
  Environment,
  Scope,
} from "../../components";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { scopeOf } from "../support/scope";
import { valueOf } from "../support/values";

const CONTEXT = "services/order-management/order-service";

/** The layers of the image last pushed under the moving tag, and those of this one for the next. */
const CACHE = {
  args: { BUILDKIT_INLINE_CACHE: "1" },
  cacheFrom: {
    images: ["123456789012.dkr.ecr.us-east-1.amazonaws.com/order-management/orders:build"],
  },
};

const DIGEST = `sha256:${"a".repeat(64)}`;

const image = (args: Partial<ContainerImageArgs> = {}, environment: Environment = "prod") =>
  record(() => {
    const scope = scopeOf(environment);
    const key = new EncryptionKey("key", { scope });
    return new ContainerImage("img", {
      scope,
      key,
      repository: "orders",
      context: CONTEXT,
      ...args,
    });
  });

describe("ContainerImage", () => {
  let prod: Recording<ContainerImage>;
  before(async () => (prod = await image()));

  it("has a repository under the system's name", async () => {
    expect(prod.only(aws.ecr.Repository).inputs.name).to.equal("order-management/orders");
    expect(prod.result.repositoryName).to.equal("order-management/orders");
    const dev = await image({}, "dev");
    expect(dev.only(aws.ecr.Repository).inputs.name).to.equal("order-management/dev/orders");
  });

  it("has a repository under the name that documents give, where they do", async () => {
    const named = (environment: Environment) => {
      const scope = new Scope({
        app: "customer-order-portal",
        registry: "customer-portal",
        environment,
        region: "us-east-1",
        accountId: "123456789012",
      });
      return image({ scope, repository: "gateway" }, environment);
    };
    const name = (r: Recording) => r.only(aws.ecr.Repository).inputs.name;
    expect(name(await named("prod"))).to.equal("customer-portal/gateway");
    expect(name(await named("dev"))).to.equal("customer-portal/dev/gateway");
  });

  it("never moves a tag but the one for builds", () => {
    expect(prod.only(aws.ecr.Repository).inputs).to.deep.include({
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [
        { filter: "build", filterType: "WILDCARD" },
        { filter: "cache", filterType: "WILDCARD" },
      ],
    });
  });

  it("is scanned on push and encrypted with the system's key", () => {
    const { inputs } = prod.only(aws.ecr.Repository);
    expect(inputs.imageScanningConfiguration).to.deep.equal({ scanOnPush: true });
    const [encryption, ...others] = inputs.encryptionConfigurations;
    expect(others).to.deep.equal([]);
    expect(encryption.encryptionType).to.equal("KMS");
    expect(encryption.kmsKey).to.match(/^arn:aws:kms:us-east-1:123456789012:key\//);
  });

  it("keeps the last hundred images with a tag, and of those that lost theirs", () => {
    const { rules } = JSON.parse(prod.only(aws.ecr.LifecyclePolicy).inputs.policy);
    const kept = { countType: "imageCountMoreThan", countNumber: 100 };
    expect(rules).to.deep.equal([
      {
        rulePriority: 1,
        description: "Keep the last 100 images without a tag",
        selection: { tagStatus: "untagged", ...kept },
        action: { type: "expire" },
      },
      {
        rulePriority: 2,
        description: "Keep the last 100 images with a tag",
        selection: { tagStatus: "tagged", tagPatternList: ["*"], ...kept },
        action: { type: "expire" },
      },
    ]);
  });

  it("loses its images with the stack outside prod only", async () => {
    const goes = (r: Recording) => r.only(aws.ecr.Repository).inputs.forceDelete;
    expect([goes(prod), goes(await image({}, "dev"))]).to.deep.equal([false, true]);
  });

  it("builds the context's Dockerfile for x86_64 and pushes it under the moving tag", () => {
    const { inputs } = prod.only(docker.Image);
    expect(inputs.imageName).to.match(/\/order-management\/orders:build$/);
    expect(inputs.build).to.deep.equal({
      context: CONTEXT,
      dockerfile: `${CONTEXT}/Dockerfile`,
      platform: "linux/amd64",
      ...CACHE,
    });
  });

  it("takes a tag, a stage, build arguments, a Dockerfile and a processor", async () => {
    const { inputs } = (
      await image({
        tag: "v1",
        target: "build",
        args: { VERSION: "1" },
        dockerfile: "../invoice-service/Dockerfile",
        architecture: "arm64",
      })
    ).only(docker.Image);
    expect(inputs.imageName).to.match(/:v1$/);
    expect(inputs.build).to.deep.equal({
      context: CONTEXT,
      dockerfile: "services/order-management/invoice-service/Dockerfile",
      target: "build",
      ...CACHE,
      args: { BUILDKIT_INLINE_CACHE: "1", VERSION: "1" },
      platform: "linux/arm64",
    });
  });

  it("is pinned by its digest", async () => {
    expect(await valueOf(prod.result.digestUri)).to.match(
      /^123456789012\.dkr\.ecr\.us-east-1\.amazonaws\.com\/order-management\/orders@sha256:[0-9a-f]{64}$/,
    );
  });

  const reference = `public.ecr.aws/acme/orders:v1@${DIGEST}`;

  it("is one that something else built, with the same repository for it", async () => {
    const pushed = await image({ reference, context: undefined });
    expect(pushed.all(docker.Image)).to.deep.equal([]);
    expect(await valueOf(pushed.result.digestUri)).to.equal(reference);
    const repositoryOf = (r: Recording) => {
      const { inputs, urn } = r.only(aws.ecr.Repository);
      return { inputs, urn };
    };
    expect(repositoryOf(pushed)).to.deep.equal(repositoryOf(prod));
  });

  for (const [args, message] of [
    [
      { reference: "public.ecr.aws/acme/orders:v1" },
      'reference is "public.ecr.aws/acme/orders:v1"; pin it by its digest, registry/name@sha256:…: a tag can move',
    ],
    [{ reference: `orders@${DIGEST.slice(0, -1)}` }, "pin it by its digest"],
    [
      { reference: `210987654321.dkr.ecr.us-east-1.amazonaws.com/orders@${DIGEST}` },
      "reference is in 210987654321.dkr.ecr.us-east-1.amazonaws.com; use this account's own registry in its region, 123456789012.dkr.ecr.us-east-1.amazonaws.com, or a public one",
    ],
    [
      { reference, tag: "v1", target: "build" },
      "reference is given, so that nothing is built; leave out target, tag",
    ],
    [{ context: undefined }, "give a context to build from, or the reference of an image"],
  ] as const) {
    it(`refuses ${JSON.stringify(args).slice(0, 70)}`, async () => {
      expect(await failureOf(image(args))).to.contain(message);
    });
  }

  it("refuses a context without its Dockerfile", async () => {
    expect(await failureOf(image({ context: "services/nowhere" }))).to.equal(
      'ContainerImage "img": there is no services/nowhere/Dockerfile; image.context is "services/nowhere", a folder with a Dockerfile, from the project\'s root',
    );
    expect(await failureOf(image({ dockerfile: "Other" }))).to.contain(
      `there is no ${CONTEXT}/Other`,
    );
  });
});
