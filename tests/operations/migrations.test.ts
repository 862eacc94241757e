import { expect } from "chai";

import { runMigration } from "../../components/rollout/run-migration";
import { Answers, withFakeAws } from "../support/fake-aws";
import { service, stackOf } from "./support/account";
import { MIGRATION, MigrationModel } from "./support/migration-model";
import { digest } from "./support/release-model";
import { withReleases } from "./support/with-releases";

describe("the migration of a version", () => {
  const account = withReleases(
    stackOf([service("orders"), service("invoices")], { migrations: [MIGRATION] }),
  );
  const revision = (number: number) => MIGRATION.taskDefinitionArn.replace(/1$/, String(number));
  let model: MigrationModel;
  beforeEach(() => (model = new MigrationModel(0, account.model.answers())));
  const run = (...args: string[]) => account.run(args, model.answers());

  it("runs with the image of that version, and otherwise as the program says", async () => {
    const { code, stdout, stderr, changes } = await run("migrate", "--version", "v2");
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    expect(changes).to.deep.equal(["RegisterTaskDefinition"]);
    expect(stdout).to.match(/^migration: done\ntask t1 stopped[^]*\| applied 0002_orders/m);
    expect(model.images[1]).to.match(new RegExp(`/shop/dev/orders@${digest("2")}$`));
    expect(model.runs[0]).to.include({ taskDefinition: revision(2) });
    expect(model.runs[0].networkConfiguration.awsvpcConfiguration.subnets).to.deep.equal([
      "subnet-1",
    ]);
  });

  it("takes the program's revision when that has the image", async () => {
    const { code, changes } = await run("migrate", "--version", "v1");
    expect([code, changes, model.runs[0].taskDefinition]).to.deep.equal([0, [], revision(1)]);
  });

  it("is not run again within the hour, not by pulumi up either", async () => {
    await run("migrate", "--version", "v2");
    const again = await run("migrate", "--version", "v2");
    expect(again.stdout).to.include("migration: takes over the run for this image that is there");
    const { name, container, ...rest } = MIGRATION;
    await withFakeAws(model.answers() as Answers, () =>
      runMigration(
        {
          ...rest,
          cluster: "shop-dev",
          region: "us-east-1",
          containerName: container,
          // pulumi up has a revision of its own for it.
          taskDefinitionArn: revision(3),
          imageDigest: digest("2"),
        },
        { say: () => undefined, pollSeconds: 0 },
      ),
    );
    expect(model.runs, name).to.have.length(1);
  });

  it("runs another command as a run of its own", async () => {
    await run("migrate", "migration", "--version", "v2", "--", "node", "status.js");
    const [{ taskDefinition, overrides, startedBy }] = model.runs;
    expect([taskDefinition, startedBy]).to.deep.equal([revision(2), "npm-run-migrate"]);
    expect(overrides.containerOverrides[0].command).to.deep.equal(["node", "status.js"]);
  });

  it("is refused for a version that is not there", async () => {
    account.model.images = { v1: digest("1") };
    const list = { DescribeImages: (input: any) => noneOf(input) };
    const { code, stderr } = await account.run(["migrate", "--version", "v9"], {
      ...model.answers(),
      ...list,
    });
    expect(code).to.equal(2);
    expect(stderr).to.include('migration: the repository shop/dev/orders has no image "v9"');
    expect(model.runs).to.deep.equal([]);
  });

  it("is not run by deploy, which says so and how it is", async () => {
    const { code, stdout } = await run("deploy", "orders", "v2");
    expect([code, model.runs]).to.deep.equal([0, []]);
    expect(stdout.split("\n")[0]).to.equal(
      'orders: its migration "migration" is not run by this; --migrate, or npm run migrate -- migration --version v2 --outputs outputs.json before it, does',
    );
    const all = await run("deploy-all", "v3");
    expect(all.stdout.match(/is not run by this/g)).to.have.length(1);
    const again = await run("deploy", "orders", "v3");
    expect(again.stdout).to.not.include("migration");
  });

  for (const command of [["deploy", "orders"], ["deploy-all"]]) {
    describe(`with ${command[0]} --migrate`, () => {
      it("is run before anything is deployed", async () => {
        const { code, stdout, changes } = await run(...command, "v2", "--migrate");
        expect(code).to.equal(0);
        expect(model.runs).to.have.length(1);
        expect(changes[0]).to.equal("RegisterTaskDefinition");
        expect(stdout).to.match(/^migration: done \(shop-migration-dev:2\)\norders: shop-orders/m);
        expect(account.model.runs("orders")).to.equal(2);
      });

      it("keeps everything as it is when it fails, and says why", async () => {
        model = new MigrationModel(3, account.model.answers());
        const { code, stderr, changes } = await run(...command, "v2", "--migrate");
        expect(code).to.equal(1);
        expect(stderr)
          .to.include('the migration "migration" failed, so that nothing is deployed:\n')
          .and.to.include("exit code 3")
          .and.to.include("| applied 0002_orders");
        expect(changes).to.not.include("UpdateService");
        expect(account.model.history("orders")).to.deep.equal(["1 SUCCESSFUL"]);
      });
    });
  }

  /** ECR without the image, and with another tag. */
  const noneOf = ({ imageIds }: { imageIds?: object[] }) =>
    imageIds === undefined
      ? { imageDetails: [{ imageTags: ["v1"], imagePushedAt: 1 }] }
      : { __type: "ImageNotFoundException", message: "no" };
});
