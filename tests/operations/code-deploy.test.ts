import { expect } from "chai";

import { service, stackOf } from "./support/account";
import { Recording, refusal } from "./support/recorded";
import { withReleases } from "./support/with-releases";

const ARN = "arn:aws:ecs:us-east-1:123456789012:task-definition/shop-orders-dev";

describe("a service that CodeDeploy deploys", () => {
  const stack = stackOf([
    service("orders", {
      deployment: "codeDeploy",
      codeDeploy: { application: "shop-dev", deploymentGroup: "orders" },
    }),
    service("portal"),
  ]);
  const account = withReleases(stack);
  /** The program's revision, as `pulumi up` says it in the stack's outputs. */
  const programSays = (revision: number) => {
    stack.services[0].taskDefinitionArn = `${ARN}:${revision}`;
  };

  /** CodeDeploy's part: deployments that come out at once, after some that were made before. */
  const codeDeploy = (...before: { content: string; status: string }[]): Recording => {
    const made = before.map((one, index) => ({ deploymentId: `d-${index + 1}`, ...one }));
    return {
      ListDeployments: () => ({ deployments: made.map(({ deploymentId }) => deploymentId) }),
      BatchGetDeployments: () => ({
        deploymentsInfo: made.map(({ deploymentId, content, status }, index) => ({
          deploymentId,
          status,
          createTime: index,
          revision: { appSpecContent: { content } },
        })),
      }),
      CreateDeployment: ({ revision: { appSpecContent } }) => {
        const content: string = appSpecContent.content;
        made.push({ deploymentId: `d-${made.length + 1}`, content, status: "Succeeded" });
        account.model.begin("orders", Number(/task-definition\/[\w-]+:(\d+)/.exec(content)?.[1]));
        account.model.settle("orders");
        return { deploymentId: `d-${made.length}` };
      },
      GetDeployment: { deploymentInfo: { status: "Succeeded" } },
    };
  };

  it("gets the revision that pulumi up registered, and goes back to the first one", async () => {
    const played = codeDeploy();
    account.model.register("orders", "v2");
    const deployed = await account.run(["deploy", "orders", "v2"], played);
    expect(deployed.stderr).to.equal("");
    expect(deployed.changes).to.deep.equal(["CreateDeployment"]);
    expect(account.model.runs("orders")).to.equal(2);

    const back = await account.run(["rollback", "orders"], played);
    expect(back.code).to.equal(0);
    expect(back.changes).to.deep.equal(["CreateDeployment"]);
    expect(account.model.runs("orders")).to.equal(1);

    const again = await account.run(["rollback", "orders"], played);
    expect(again.code).to.equal(0);
    expect(again.changes).to.deep.equal([]);
  });

  it("gets another version after the revision that runs, when pulumi up registered none", async () => {
    const { code, changes } = await account.run(["deploy", "orders", "v2"], codeDeploy());
    expect(code).to.equal(0);
    expect(changes).to.deep.equal(["RegisterTaskDefinition", "CreateDeployment"]);
  });

  describe("with what pulumi up registered, by deploy-all --registered", () => {
    const registered = (played: Recording, ...args: string[]) =>
      account.run(["deploy-all", "--registered", ...args], played);

    it("gets it, as its revision stands, and the others are left alone", async () => {
      const played = codeDeploy();
      account.model.register("orders", "v2");
      account.model.register("portal", "v2");
      programSays(2);
      const { code, stdout, changes } = await registered(played);
      expect(stdout)
        .to.include("left alone, as ECS brings them out itself")
        .and.to.match(/a revision: portal$/m)
        .and.to.include("orders: shop-orders-dev:1 -> shop-orders-dev:2 with orders@sha256:2222")
        .and.to.match(/^orders +deployed +shop-orders-dev:2 /m);
      expect([code, changes, account.model.runs("orders")]).to.deep.equal([
        0,
        ["CreateDeployment"],
        2,
      ]);
      const again = await registered(played, "--json");
      expect(JSON.parse(again.stdout).services[0].outcome).to.equal("ran already");
      expect(again.changes).to.deep.equal([]);
    });

    it("takes up the deployment of it that is under way, and begins none beside another", async () => {
      account.model.register("orders", "v2");
      programSays(2);
      const underWay = (revision: number) =>
        codeDeploy({ content: `"${ARN}:${revision}"`, status: "InProgress" });
      account.model.begin("orders", 2);
      const { code, stdout, changes } = await registered({
        ...underWay(2),
        GetDeployment: () => {
          account.model.settle("orders");
          return { deploymentInfo: { status: "Succeeded" } };
        },
      });
      expect(stdout).to.include("orders: waiting for shop-orders-dev:2, which is under way");
      expect([code, changes]).to.deep.equal([0, []]);

      account.model.register("orders", "v3");
      programSays(3);
      const other = await registered(underWay(2));
      expect([other.code, other.changes]).to.deep.equal([1, []]);
      expect(other.stderr).to.include("(shop-orders-dev:2) is under way; wait for it");
    });

    it("says why CodeDeploy did not bring it out, and what runs", async () => {
      account.model.register("orders", "v2");
      programSays(2);
      const { code, stderr } = await registered({
        ...codeDeploy(),
        CreateDeployment: { deploymentId: "d-1" },
        GetDeploymentTarget: refusal("DeploymentNotStartedException"),
        GetDeployment: {
          deploymentInfo: {
            status: "Failed",
            errorInformation: { code: "ALARM_ACTIVE", message: "an alarm went off" },
          },
        },
      });
      expect(code).to.equal(1);
      expect(stderr)
        .to.include("CodeDeploy has not brought out shop-orders-dev:2: Failed")
        .and.to.include("ALARM_ACTIVE: an alarm went off")
        .and.to.include("now orders runs orders@sha256:111111111111 (shop-orders-dev:1)");
    });

    it("does not get a version that somebody else registered and took back", async () => {
      const played = codeDeploy();
      programSays(1);
      await account.run(["deploy", "orders", "v2"], played);
      await account.run(["rollback", "orders"], played);
      expect(account.model.runs("orders")).to.equal(1);
      const { code, stdout, changes } = await registered(played, "--json");
      expect([code, JSON.parse(stdout).services[0].outcome, changes]).to.deep.equal([
        0,
        "ran already",
        [],
      ]);
    });

    it("is refused where the stack does not tell it, or a version is given beside it", async () => {
      delete stack.services[0].taskDefinitionArn;
      const older = await registered(codeDeploy());
      expect(older.code).to.equal(2);
      expect(older.stderr).to.include(
        "orders: the stack does not tell what pulumi up has registered",
      );
      expect((await registered({}, "v2")).code).to.equal(2);
      expect((await registered({}, "--migrate")).stderr).to.include("leave --migrate away");
      const neither = await account.run(["deploy-all"]);
      expect([neither.code, neither.stderr]).to.deep.equal([
        2,
        "error: give a version, or --registered for what pulumi up registered\n",
      ]);
    });

    it("is nothing where CodeDeploy deploys none", async () => {
      const { code, stdout } = await registered({}, "--services", "portal");
      expect(code).to.equal(0);
      expect(stdout).to.include("CodeDeploy deploys no service of these: nothing to do");
    });
  });
});
