import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { ImageArgs as DockerArgs } from "@pulumi/docker";
import type { ImageArgs as BuildArgs } from "@pulumi/docker-build";
import type { Unwrap } from "@pulumi/pulumi";
import { expect } from "chai";

import { parseImage } from "../../../policies/images";
import { dockerBuildNoSecretArgs } from "../../../policies/supply-chain/docker-build-no-secret-args";
import { dockerBuildPushNoLatest } from "../../../policies/supply-chain/docker-build-push-no-latest";
import { ecsImageApprovedRegistry } from "../../../policies/supply-chain/ecs-image-approved-registry";
import { ecsImageArchitecture } from "../../../policies/supply-chain/ecs-image-architecture";
import { ecsImagePinned } from "../../../policies/supply-chain/ecs-image-pinned";
import { ecsVersionConsistency } from "../../../policies/supply-chain/ecs-version-consistency";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { describeRule, Props, ruleCases } from "../support/rule-cases";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const DOCKER = "docker:index/image:Image";
const BUILD = "docker-build:index:Image";

const HOST = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
const DIGEST = `sha256:${"3f2a".repeat(16)}`;

/** A task with one container for each of these. */
const task = (...containers: ContainerDefinition[]): Props<TaskDefinitionArgs> => ({
  family: "orders",
  containerDefinitions: JSON.stringify(
    containers.map((container, index) => ({ name: `c${index}`, ...container })),
  ),
});
const images = (...references: string[]) => task(...references.map(image => ({ image })));
const unknownTask: Props<TaskDefinitionArgs> = { containerDefinitions: unknownValue };

describe("parseImage", () => {
  for (const [reference, repository, tag, hasDigest] of [
    ["nginx", "docker.io/library/nginx", undefined, false],
    ["nginx:1.29", "docker.io/library/nginx", "1.29", false],
    ["grafana/loki:3", "docker.io/grafana/loki", "3", false],
    ["localhost/app", "localhost/app", undefined, false],
    ["registry:5000/a/b", "registry:5000/a/b", undefined, false],
    ["registry:5000/a/b:c", "registry:5000/a/b", "c", false],
    [`${HOST}/shop/orders@${DIGEST}`, `${HOST}/shop/orders`, undefined, true],
    [`ghcr.io/a/b:v1@${DIGEST}`, "ghcr.io/a/b", "v1", true],
    ["ghcr.io/a/b:v1@sha256:short", "ghcr.io/a/b", "v1", false],
  ] as const) {
    it(`takes ${reference} apart`, () => {
      expect(parseImage(reference)).to.deep.equal({ repository, tag, hasDigest });
    });
  }
});

const anyTag = (index: number) =>
  `[Container::c${index}] containerDefinitions[${index}].image has a tag, which may be moved: name the image by its digest (@sha256:…).`;
const moving = (index: number, what: string) =>
  `[Container::c${index}] containerDefinitions[${index}].image has ${what}: name the image by its digest.`;
const tagsWillDo = { config: { digest: false } };
describeRule<TaskDefinitionArgs>(ecsImagePinned, TASK, [
  ["accepts a digest", images(`${HOST}/orders@${DIGEST}`), []],
  ["accepts a tag with a digest", images(`${HOST}/orders:1.4.0@${DIGEST}`), []],
  ["reports a tag", images(`${HOST}/orders:1.4.0`), [anyTag(0)]],
  ["reports latest", images(`${HOST}/orders:latest`), [moving(0, "the tag latest")]],
  [
    "reports each container without a tag",
    images(`${HOST}/orders@${DIGEST}`, "nginx", "registry:5000/envoy"),
    [moving(1, "no tag, which means latest"), moving(2, "no tag, which means latest")],
  ],
  ["reports a digest that is none", images(`${HOST}/orders:1@sha256:abc`), [anyTag(0)]],
  ["accepts a tag where one will do", images(`${HOST}/orders:1.4.0`), [], tagsWillDo],
  ["reports latest there too", images("nginx:latest"), [moving(0, "the tag latest")], tagsWillDo],
  ["passes by a container without an image", task({}), []],
  ["passes by containers that are not known yet", unknownTask, []],
  ["passes by what cannot be read", { containerDefinitions: "[" }, []],
]);

const from = (index: number, host: string, registries: string) =>
  `[Container::c${index}] containerDefinitions[${index}].image comes from ${host}: use an image from ${registries}.`;
const usual =
  "*.dkr.ecr.*.amazonaws.com, *.dkr.ecr.*.amazonaws.com.cn, *.dkr.ecr-fips.*.amazonaws.com, *.dkr-ecr.*.on.aws, public.ecr.aws, ecr-public.aws.com";
const only = (...registries: string[]) => ({ config: { registries } });
describeRule<TaskDefinitionArgs>(ecsImageApprovedRegistry, TASK, [
  ["accepts ECR", images(`${HOST}/orders@${DIGEST}`, "public.ecr.aws/xray/aws-xray-daemon:3"), []],
  [
    "accepts ECR over IPv6 and with FIPS",
    images(
      "123456789012.dkr-ecr.eu-central-1.on.aws/orders:1",
      "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/orders:1",
      "ecr-public.aws.com/xray/aws-xray-daemon:3",
    ),
    [],
  ],
  [
    "reports Docker Hub under each of its spellings",
    images("nginx", "grafana/loki:3", "docker.io/library/nginx"),
    [0, 1, 2].map(index => from(index, "docker.io", usual)),
  ],
  [
    "reports a host that only looks like ECR",
    images("evil.io/1.dkr.ecr.x.amazonaws.com/a", "1.dkr.ecr.x.amazonaws.com.evil.io/a"),
    [from(0, "evil.io", usual), from(1, "1.dkr.ecr.x.amazonaws.com.evil.io", usual)],
  ],
  ["takes one repository of a host", images(`${HOST}/shop/orders:1`), [], only(`${HOST}/shop`)],
  [
    "reports what lies beside it",
    images(`${HOST}/shopping/orders:1`),
    [from(0, HOST, `${HOST}/shop`)],
    only(`${HOST}/shop`),
  ],
  [
    "takes a dot for a dot",
    images("ghcr-io/a/b"),
    [from(0, "docker.io", "ghcr.io")],
    only("ghcr.io"),
  ],
  ["says nothing without a list", images("nginx"), [], only()],
  ["passes by containers that are not known yet", unknownTask, []],
  ["passes by a container without an image", task({}), []],
]);

const consistency = (index: number) =>
  `[Container::c${index}] Tasks of one deployment may run different images: remove containerDefinitions[${index}].versionConsistency.`;
describeRule<TaskDefinitionArgs>(ecsVersionConsistency, TASK, [
  [
    "reports a tag that is looked up by each task",
    task({ image: "a:1" }, { image: "b:1", versionConsistency: "disabled" }),
    [consistency(1)],
  ],
  ["accepts one look-up", task({ image: "a:1", versionConsistency: "enabled" }), []],
  ["accepts what is left out, which means one", images("a:1"), []],
  [
    "accepts a digest, which needs none",
    task({ image: `a@${DIGEST}`, versionConsistency: "disabled" }),
    [],
  ],
  ["passes by containers that are not known yet", unknownTask, []],
]);

const docker = (platform?: string): Member => ({
  type: DOCKER,
  name: "image",
  props: { build: { platform } } satisfies Props<DockerArgs>,
});
const build = (...platforms: NonNullable<Unwrap<BuildArgs>["platforms"]>): Member => ({
  type: BUILD,
  name: "image",
  props: (platforms.length === 0 ? {} : { platforms }) satisfies Props<BuildArgs>,
});
const runs = (cpuArchitecture?: string, operatingSystemFamily = "LINUX"): Member => ({
  type: TASK,
  name: "task",
  props: {
    ...unknownTask,
    ...(cpuArchitecture && { runtimePlatform: { cpuArchitecture, operatingSystemFamily } }),
  } satisfies Props<TaskDefinitionArgs>,
  from: { containerDefinitions: [DOCKER, BUILD].map(type => ({ type, name: "image" })) },
});
const built = (found: string, wanted: string, path = "build.platform") =>
  `task: [Image::image] The image image is built for ${found} and runs on ${wanted}: set its ${path} to ${wanted}.`;
/** What docker.Image has once it is there: no `build`, but the platform. */
const built86: Member = { ...docker(), props: { imageName: "orders", platform: "linux/amd64" } };
describe(ecsImageArchitecture.name, () => {
  const cases: [string, Member[], string[]][] = [
    ["accepts x86-64 on x86-64", [docker("linux/amd64"), runs("X86_64")], []],
    ["accepts Arm on Arm", [docker("linux/arm64/v8"), runs("ARM64")], []],
    ["accepts one of several", [build("linux/amd64", "linux/arm64"), runs("ARM64")], []],
    [
      "accepts Windows on Windows",
      [docker("windows/amd64"), runs("X86_64", "WINDOWS_SERVER_2022_CORE")],
      [],
    ],
    [
      "reports x86-64 on Arm",
      [docker("linux/amd64"), runs("ARM64")],
      [built("linux/amd64", "linux/arm64")],
    ],
    [
      "reports Arm where nothing is said, which means x86-64",
      [docker("linux/arm64"), runs()],
      [built("linux/arm64", "linux/amd64")],
    ],
    [
      "reports several that are all others",
      [build("linux/amd64", "linux/386"), runs("ARM64")],
      [built("linux/amd64, linux/386", "linux/arm64", "platforms")],
    ],
    [
      "reports the platform of whoever builds",
      [docker(), runs("X86_64")],
      [built("whatever machine builds it", "linux/amd64")],
    ],
    [
      "reports it of docker-build too",
      [build(), runs("X86_64")],
      [built("whatever machine builds it", "linux/amd64", "platforms")],
    ],
    ["reads what a built image says of itself", [built86, runs("X86_64")], []],
    [
      "reports what a built image says of itself",
      [built86, runs("ARM64")],
      [built("linux/amd64", "linux/arm64")],
    ],
    ["passes by a platform that is not known yet", [docker(unknownValue), runs("ARM64")], []],
    [
      "passes by a processor that is not known yet",
      [docker("linux/amd64"), runs(unknownValue)],
      [],
    ],
    ["passes by an image that no task runs", [docker("linux/arm64")], []],
    ["passes by what is no image", [{ ...docker(), type: "other:index:Thing" }, runs()], []],
  ];
  for (const [title, members, expected] of cases) {
    it(title, async () => {
      expect(await stackViolations(ecsImageArchitecture, members)).to.deep.equal(expected);
    });
  }
});

const argument = (path: string, name: string, what = "a secret by its name") =>
  `[Argument::${name}] ${path}.${name} is ${what}: pass it as a build secret.`;
const args = (of: Record<string, string>): Props<DockerArgs> => ({ build: { args: of } });
describe(dockerBuildNoSecretArgs.name, () => {
  ruleCases<DockerArgs>(dockerBuildNoSecretArgs, DOCKER, [
    ["reports a token", args({ NPM_TOKEN: "x" }), [argument("build.args", "NPM_TOKEN")]],
    [
      "reports a credential under another name",
      args({ NODE_ENV: "production", ORIGIN: "https://me:hunter2@git.example.com" }),
      [argument("build.args", "ORIGIN", "a URL with a password")],
    ],
    [
      "reports a name whose value is not known yet",
      args({ DB_PASSWORD: unknownValue, VERSION: unknownValue }),
      [argument("build.args", "DB_PASSWORD")],
    ],
    ["accepts arguments", args({ VERSION: "1.4.0", SECRET_ARN: "arn:aws:x" }), []],
    ["accepts none", { build: { context: "." } }, []],
    ["accepts an image that is not built", {}, []],
  ]);
  ruleCases<BuildArgs>(dockerBuildNoSecretArgs, BUILD, [
    ["reports a token", { buildArgs: { API_KEY: "x" } }, [argument("buildArgs", "API_KEY")]],
    ["accepts a secret of the build", { secrets: { NPM_TOKEN: "x" } }, []],
    ["accepts arguments", { buildArgs: { VERSION: "1.4.0" } }, []],
  ]);
});

const name = "The image is pushed as latest: write a tag into imageName.";
const tag = "The image is pushed as latest: add a tag of its own to tags.";
describe(dockerBuildPushNoLatest.name, () => {
  ruleCases<DockerArgs>(dockerBuildPushNoLatest, DOCKER, [
    ["reports latest", { imageName: `${HOST}/orders:latest` }, [name]],
    ["reports no tag, which means it", { imageName: `${HOST}/orders` }, [name]],
    ["reports a port that looks like a tag", { imageName: "registry:5000/orders" }, [name]],
    ["accepts a tag", { imageName: `${HOST}/orders:1.4.0` }, []],
    ["accepts latest that stays here", { imageName: "orders:latest", skipPush: true }, []],
    ["passes by a name that is not known yet", { imageName: unknownValue }, []],
  ]);
  ruleCases<BuildArgs>(dockerBuildPushNoLatest, BUILD, [
    ["reports latest", { push: true, tags: ["a/b:latest"] }, [tag]],
    ["reports latest and no tag", { push: true, tags: ["a/b", "a/b:latest"] }, [tag]],
    ["accepts latest beside a version", { push: true, tags: ["a/b:latest", "a/b:1.4.0"] }, []],
    ["accepts latest that stays here", { push: false, tags: ["a/b:latest"] }, []],
    ["accepts a push by digest alone", { push: true }, []],
    [
      "reports latest that an export pushes",
      { tags: ["a/b:latest"], exports: [{ registry: {} }] },
      [tag],
    ],
    [
      "reports latest that an export names and pushes",
      { exports: [{ image: { push: true, names: ["a/b:latest"] } }] },
      [tag],
    ],
    [
      "accepts a version that an export names",
      { tags: ["a/b:latest"], exports: [{ image: { push: true, names: ["a/b:1.4.0"] } }] },
      [],
    ],
    [
      "accepts an export that stays here",
      { tags: ["a/b:latest"], exports: [{ docker: {} }, { image: { push: false } }] },
      [],
    ],
    ["passes by a tag that is not known yet", { push: true, tags: ["a/b", unknownValue] }, []],
  ]);
});
