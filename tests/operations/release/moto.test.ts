import {
  CodeDeployClient,
  CreateApplicationCommand,
  CreateDeploymentGroupCommand,
} from "@aws-sdk/client-codedeploy";
import { CreateRepositoryCommand, ECRClient, PutImageCommand } from "@aws-sdk/client-ecr";
import {
  DescribeTaskDefinitionCommand,
  ListTaskDefinitionsCommand,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import { expect } from "chai";

import { imageIsThere, imageOfVersion } from "../../../operations/aws/registry";
import { revisionNamed, revisionWithImage } from "../../../operations/aws/revisions";
import { codeDeployController } from "../../../operations/release/code-deploy-controller";
import type { Clients, Wait } from "../../../operations/release/controller";
import { failureOf } from "../../support/failure";
import { byCodeDeploy, makeServices, service, stackOf } from "../support/account";
import { ACCOUNT } from "../support/moto";
import { operate } from "../support/operate";
import { clientConfig, withMoto } from "../support/with-moto";

const ORDERS = service("orders");
const STACK = stackOf([ORDERS]);

describe("a release, played by moto", () => {
  const account = withMoto();

  describe("revisions", () => {
    const frame = {
      family: ORDERS.family,
      cpu: "256",
      memory: "512",
      networkMode: "awsvpc" as const,
      requiresCompatibilities: ["FARGATE" as const],
      executionRoleArn: "arn:aws:iam::123456789012:role/execution",
      runtimePlatform: {
        cpuArchitecture: "ARM64" as const,
        operatingSystemFamily: "LINUX" as const,
      },
      volumes: [{ name: "scratch" }],
    };
    const full = {
      ...frame,
      containerDefinitions: [
        {
          name: "orders",
          image: "registry/orders@sha256:1",
          essential: true,
          environment: [{ name: "A", value: "1" }],
        },
        { name: "proxy", image: "registry/proxy:1", essential: true },
      ],
      tags: [{ key: "Application", value: "shop" }],
    };
    const register = async (own: object = {}) => {
      const answer = await account.ecs.send(new RegisterTaskDefinitionCommand({ ...full, ...own }));
      return answer.taskDefinition?.taskDefinitionArn ?? "";
    };

    it("are the same but for the own container's image, tags and all", async () => {
      const first = await register();
      const second = await revisionWithImage(
        account.ecs,
        ORDERS,
        first,
        "registry/orders@sha256:2",
      );
      const { taskDefinition, tags } = await account.ecs.send(
        new DescribeTaskDefinitionCommand({ taskDefinition: second, include: ["TAGS"] }),
      );
      const { containerDefinitions, ...rest } = taskDefinition ?? {};
      expect(second).to.match(/shop-orders-dev:2$/);
      expect(rest).to.deep.include(frame);
      expect(tags).to.deep.equal(full.tags);
      expect(containerDefinitions?.map(({ image }) => image)).to.deep.equal([
        "registry/orders@sha256:2",
        "registry/proxy:1",
      ]);
      expect(containerDefinitions?.[0].environment).to.deep.equal([{ name: "A", value: "1" }]);
    });

    it("are not registered twice, as after an interruption; another one's is no model", async () => {
      const first = await register();
      const again = () => revisionWithImage(account.ecs, ORDERS, first, "registry/orders@sha256:2");
      expect(await again()).to.equal(await again());
      await register({ cpu: "512" });
      expect(await again()).to.match(/shop-orders-dev:4$/);
      const { taskDefinitionArns } = await account.ecs.send(new ListTaskDefinitionsCommand({}));
      expect(taskDefinitionArns).to.have.length(4);
    });

    it("are named by number, by family and number or by ARN", async () => {
      const first = await register();
      for (const name of ["1", "shop-orders-dev:1", first]) {
        expect(await revisionNamed(account.ecs, ORDERS, name)).to.equal(first);
      }
      expect(await failureOf(revisionNamed(account.ecs, ORDERS, "2"))).to.equal(
        "orders: ECS has no revision shop-orders-dev:2 that could be brought out; the last ones are shop-orders-dev:1",
      );
    });
  });

  describe("images", () => {
    const push = async (ecr: ECRClient, tag: string) => {
      const layer = {
        mediaType: "application/vnd.oci.image.layer.v1.tar",
        size: 1,
        digest: `sha256:${"0".repeat(64)}`,
      };
      const imageManifest = JSON.stringify({
        schemaVersion: 2,
        mediaType: "application/vnd.oci.image.manifest.v1+json",
        tag,
        config: layer,
        layers: [layer],
      });
      const { image } = await ecr.send(
        new PutImageCommand({
          repositoryName: ORDERS.image.repository,
          imageManifest,
          imageTag: tag,
        }),
      );
      return image?.imageId?.imageDigest ?? "";
    };

    it("are found by tag and by digest", async () => {
      const ecr = new ECRClient(clientConfig(account.endpoint));
      await ecr.send(new CreateRepositoryCommand({ repositoryName: ORDERS.image.repository }));
      const digest = await push(ecr, "v1");
      const image = `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/shop/dev/orders@${digest}`;
      expect(await imageOfVersion(ecr, ORDERS, "v1")).to.equal(image);
      expect(await imageOfVersion(ecr, ORDERS, digest)).to.equal(image);
      expect(await imageIsThere(ecr, image)).to.equal(true);
      expect(await imageIsThere(ecr, image.replace(/\w{8}$/, "00000000"))).to.equal(false);
      expect(await imageIsThere(ecr, "public.ecr.aws/nginx:1")).to.equal(undefined);
      ecr.destroy();
    });

    it("that are not there are an error with the last five tags, or with who makes the repository", async () => {
      await makeServices(account.ecs, STACK);
      const ecr = new ECRClient(clientConfig(account.endpoint));
      const deploy = () =>
        operate(["deploy", "orders", "v9"], { stack: STACK, endpoint: account.endpoint });
      const before = await deploy();
      expect(before.code).to.equal(1);
      expect(before.stderr).to.equal(
        "error: ECR has no repository shop/dev/orders in this account and region; pulumi up makes it\n",
      );
      await ecr.send(new CreateRepositoryCommand({ repositoryName: ORDERS.image.repository }));
      for (const tag of ["v1", "v2", "v3", "v4", "v5", "v6"]) {
        await push(ecr, tag);
      }
      const { code, stderr } = await deploy();
      expect(code).to.equal(2);
      expect(stderr).to.match(/has no image "v9"; the last ones there are (v\d, ){4}v\d\n$/);
      ecr.destroy();
    });
  });

  it("that CodeDeploy makes is found again in its group", async () => {
    const codeDeploy = new CodeDeployClient(clientConfig(account.endpoint));
    const names = { applicationName: "shop-dev", deploymentGroupName: "orders" };
    await codeDeploy.send(new CreateApplicationCommand({ ...names, computePlatform: "ECS" }));
    await codeDeploy.send(
      new CreateDeploymentGroupCommand({
        ...names,
        serviceRoleArn: "arn:aws:iam::123456789012:role/deploys",
      }),
    );
    const { codeDeploy: group } = byCodeDeploy("orders");
    const controller = codeDeployController({ codeDeploy } as Clients, STACK, ORDERS, group!);
    expect(await controller.releases()).to.deep.equal([]);
    const revision = "arn:aws:ecs:us-east-1:123456789012:task-definition/shop-orders-dev:2";
    const { id } = await controller.begin(revision, {} as Wait);
    const [release] = await controller.releases();
    expect(release).to.deep.include({ id, revision, state: "running" });
    codeDeploy.destroy();
  });
});
