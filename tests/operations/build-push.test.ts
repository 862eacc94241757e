import {
  CreateRepositoryCommand,
  DescribeImagesCommand,
  ECRClient,
  PutImageCommand,
} from "@aws-sdk/client-ecr";
import { expect } from "chai";
import { mkdtempSync, rmSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";

import { service, stackOf } from "./support/account";
import { DIGEST, FakeDocker, fakeDocker } from "./support/fake-docker";
import { operate } from "./support/operate";
import { clientConfig, withMoto } from "./support/with-moto";

const REPOSITORY = "shop/dev/orders";
const REGISTRY = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
const URI = `${REGISTRY}/${REPOSITORY}`;
const orders = service("orders", {
  image: {
    repository: REPOSITORY,
    architecture: "arm64",
    build: {
      context: "services/reference",
      dockerfile: "Dockerfile",
      target: "runtime",
      args: { NODE_ENV: "production" },
    },
  },
});
const stack = stackOf([orders]);

describe("npm run build-push", () => {
  const account = withMoto();
  let folder: string;
  let docker: FakeDocker;
  let ecr: ECRClient;

  const buildPush = (...args: string[]) =>
    operate(["build-push", "orders", ...args], {
      stack,
      endpoint: account.endpoint,
      env: { PATH: docker.path },
    });
  const makeRepository = () =>
    ecr.send(new CreateRepositoryCommand({ repositoryName: REPOSITORY }));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "build-push-"));
    docker = fakeDocker(folder);
    ecr = new ECRClient(clientConfig(account.endpoint));
  });
  afterEach(() => {
    ecr.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  it("builds as the program does, pushes by version with a layer cache, and prints the digest", async () => {
    await makeRepository();
    const { code, stdout, stderr } = await buildPush("v1.2.0", "--json");
    expect(stderr).to.equal("building\n");
    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal({
      service: "orders",
      version: "v1.2.0",
      digest: DIGEST,
      image: `${URI}@${DIGEST}`,
    });
    const [, , login, build] = docker.calls();
    expect(login.args).to.deep.equal([
      ...["login", "--username", "AWS", "--password-stdin", REGISTRY],
    ]);
    expect(login.input).to.equal("123456789012-auth-token");
    const cache = `type=registry,ref=${URI}:cache`;
    const metadata = build.args.indexOf("--metadata-file");
    expect(build.args.filter((_, index) => index !== metadata + 1)).to.deep.equal([
      ...["buildx", "build", "--progress", "plain", "--tag", `${URI}:v1.2.0`],
      ...["--platform", "linux/arm64", "--file", "services/reference/Dockerfile"],
      ...["--target", "runtime", "--build-arg", "NODE_ENV=production"],
      ...["--provenance=false", "--sbom=false", "--metadata-file", "--push"],
      ...["--cache-from", cache, "--cache-to"],
      `${cache},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`,
      "services/reference",
    ]);
    expect(JSON.stringify(docker.calls().map(({ args }) => args))).to.not.include("auth-token");
  });

  it("leaves the cache unwritten, and says so, where Docker's own builder cannot", async () => {
    await makeRepository();
    docker.answer("buildx inspect", "Name: default\nDriver: docker\n");
    const { code, stdout } = await buildPush("v1.2.0");
    expect(code).to.equal(0);
    expect(stdout).to.match(/^Docker's own builder writes no layer cache; /);
    expect(docker.calls()[3].args).to.include("--cache-from").and.not.include("--cache-to");
  });

  it("builds no version twice, unless it may take the image that is there", async () => {
    await makeRepository();
    const mediaType = "application/vnd.oci.image.manifest.v1+json";
    const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType, layers: [] });
    await ecr.send(
      new PutImageCommand({ repositoryName: REPOSITORY, imageManifest, imageTag: "v1.2.0" }),
    );
    const { imageDetails } = await ecr.send(
      new DescribeImagesCommand({ repositoryName: REPOSITORY }),
    );
    const digest = imageDetails?.[0].imageDigest;
    const refused = await buildPush("v1.2.0");
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.equal(
      `error: ${REPOSITORY} has an image v1.2.0 already (${digest}), and a version is never another image; give a new version, or --reuse to take that one\n`,
    );
    const reused = await buildPush("v1.2.0", "--reuse", "--json");
    expect(reused.code).to.equal(0);
    expect(JSON.parse(reused.stdout)).to.include({ digest, image: `${URI}@${digest}` });
    expect(docker.calls()).to.deep.equal([]);
  });

  it("does not make the repository, which is the program's", async () => {
    const { code, stderr } = await buildPush("v1.2.0");
    expect(code).to.equal(1);
    expect(stderr).to.equal(
      `error: ECR has no repository ${REPOSITORY} in this account and region; pulumi up makes it\n`,
    );
    expect(docker.calls()).to.deep.equal([]);
  });

  it("fails when the build does", async () => {
    await makeRepository();
    docker.fail("buildx build", "no such package");
    const { code, stdout, stderr } = await buildPush("v1.2.0");
    expect([code, stdout]).to.deep.equal([1, ""]);
    expect(stderr).to.equal(
      "building\nno such package\nerror: orders was not built; see what docker said above\n",
    );
  });

  it("says that the daemon does not run, before it signs in", async () => {
    await makeRepository();
    docker.fail("info", "Cannot connect to the Docker daemon");
    const { code, stderr } = await buildPush("v1.2.0");
    expect(code).to.equal(1);
    expect(stderr).to.equal("error: docker info failed: Cannot connect to the Docker daemon\n");
    expect(docker.calls()).to.have.length(1);
  });
});

describe("npm run build-push, without AWS", () => {
  let folder: string;
  let docker: FakeDocker;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "build-push-"));
    docker = fakeDocker(folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const buildPush = (args: string[], path = docker.path) =>
    operate(["build-push", ...args], {
      stack,
      endpoint: "http://127.0.0.1:1",
      env: { PATH: path },
    });

  it("builds only, for those who have no account", async () => {
    const { code, stdout } = await buildPush(["orders", "v1.2.0", "--no-push"]);
    expect(code).to.equal(0);
    expect(stdout).to.equal(`${REPOSITORY}:v1.2.0 is built, and not pushed\n`);
    const { args } = docker.calls()[2];
    expect(args).to.include.members(["--load", `${REPOSITORY}:v1.2.0`]);
    expect(args.join(" ")).to.not.match(/--push|--cache/);
  });

  it("says that docker is missing", async () => {
    const { code, stderr } = await buildPush(["orders", "v1", "--no-push"], "/nowhere");
    expect(code).to.equal(1);
    expect(stderr).to.include("error: docker is not in the PATH");
  });

  it("says that AWS does not answer", async () => {
    const { code, stderr } = await buildPush(["orders", "v1"]);
    expect(code).to.equal(3);
    expect(stderr).to.include("AWS does not answer (ECONNREFUSED)");
  });

  const wrong: [string, string[], string][] = [
    ["a tag that moves", ["orders", "latest"], 'the version is "latest"'],
    ["a version that is no tag", ["orders", "a/b"], 'the version is "a/b"'],
    [
      "a platform on which no task runs",
      ["orders", "v1", "--platform", "linux/amd64"],
      "--platform is linux/amd64; the tasks of orders run on linux/arm64",
    ],
  ];
  for (const [what, args, message] of wrong) {
    it(`refuses ${what}`, async () => {
      const { code, stderr } = await buildPush(args);
      expect(code).to.equal(2);
      expect(stderr).to.include(message);
    });
  }
});
