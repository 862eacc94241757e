import { expect } from "chai";

import { byCodeDeploy, service, stackOf } from "./support/account";
import { playCodeDeploy } from "./support/code-deploy-model";
import { Recording, refusal } from "./support/recorded";
import { withReleases } from "./support/with-releases";

const ARN = "arn:aws:ecs:us-east-1:123456789012:task-definition/shop-orders-dev";

describe("npm run deploy-all -- --registered", () => {
  const stack = stackOf([service("orders", byCodeDeploy("orders")), service("portal")]);
  const account = withReleases(stack);
  /** The program's revision, as `pulumi up` says it in the stack's outputs. */
  const programSays = (revision: number) => {
    stack.services[0].taskDefinitionArn = `${ARN}:${revision}`;
  };
  const registered = (played: Recording, ...args: string[]) =>
    account.run(["deploy-all", "--registered", ...args], played);

  it("brings out the program's revision as it stands, and leaves the others alone", async () => {
    const played = playCodeDeploy(account.model);
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

  it("takes up the deployment that is under way, and begins none beside another", async () => {
    account.model.register("orders", "v2");
    programSays(2);
    const underWay = (revision: number) =>
      playCodeDeploy(account.model, { content: `"${ARN}:${revision}"`, status: "InProgress" });
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
      ...playCodeDeploy(account.model),
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

  it("brings out no version that somebody else registered and took back", async () => {
    const played = playCodeDeploy(account.model);
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

  it("brings the program's revision out again where somebody deployed another", async () => {
    const played = playCodeDeploy(account.model);
    programSays(1);
    await account.run(["deploy", "orders", "v2"], played);
    expect(account.model.runs("orders")).to.equal(2);
    const { code, changes } = await registered(played);
    expect([code, changes, account.model.runs("orders")]).to.deep.equal([
      0,
      ["CreateDeployment"],
      1,
    ]);
  });

  it("is refused where the stack does not tell it, or a version is given beside it", async () => {
    delete stack.services[0].taskDefinitionArn;
    const older = await registered(playCodeDeploy(account.model));
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
