import { expect } from "chai";
import { spawnSync } from "child_process";

import type { Cli } from "../../local/engine/cli";
import { Fakes, withFakes } from "./support/fakes";
import { useRealPulumi, withRealCli } from "./support/real-pulumi";

describe("destroy.sh", () => {
  let fakes: Fakes;
  let cli: Cli;
  withFakes(current => (fakes = current));
  withRealCli(found => (cli = found));

  const destroy = (
    confirmation: string,
    { environment = "dev", resources = [] as object[] } = {},
  ) => {
    const state = JSON.stringify({ deployment: { resources } });
    fakes.fake(
      "pulumi",
      `case "$1" in config) echo ${environment} ;; stack) echo '${state}' ;; esac`,
    );
    const { calls, ...ending } = fakes.run("destroy.sh", ["a4co-dev", confirmation]);
    return { ...ending, destroyed: calls.filter(call => call.startsWith("pulumi destroy")) };
  };

  it("takes a stack down whose name was typed again", () => {
    const { status, destroyed } = destroy("a4co-dev", {
      resources: [{ urn: "urn:pulumi:a4co-dev::p::aws:ec2/vpc:Vpc::v" }],
    });
    expect(status).to.equal(0);
    expect(destroyed).to.deep.equal(["pulumi destroy --yes --non-interactive --stack a4co-dev"]);
  });

  const refused: [what: string, ending: () => ReturnType<typeof destroy>, message: string][] = [
    ["another confirmation", () => destroy("a4co"), `type the stack's name, "a4co-dev"`],
    ["prod, whatever its name", () => destroy("a4co-dev", { environment: "prod" }), "is of prod"],
    [
      "a stack with something protected",
      () => destroy("a4co-dev", { resources: [{ urn: "u:key", protect: true }] }),
      "u:key",
    ],
  ];
  for (const [what, ending, message] of refused) {
    it(`refuses ${what}`, () => {
      const { status, stderr, destroyed } = ending();
      expect([status, destroyed]).to.deep.equal([1, []]);
      expect(stderr).to.contain(message);
    });
  }

  describe("with the real CLI", function () {
    this.timeout(60_000);
    const urn = (type: string, name: string) =>
      `urn:pulumi:a4co-dev::microservices-on-aws::${type}::${name}`;
    const NAMESPACE = "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace";
    const [stack, vpc, repository, cluster, role] = [
      urn("pulumi:pulumi:Stack", "microservices-on-aws-a4co-dev"),
      urn("aws:ec2/vpc:Vpc", "network"),
      urn("aws:ecr/repository:Repository", "orders"),
      urn("infra:cluster:Cluster", "cluster"),
      urn("infra:deploy-role:DeployRole", "deploy"),
    ];
    const namespace = urn(`infra:cluster:Cluster$${NAMESPACE}`, "cluster");
    const policy = urn("infra:deploy-role:DeployRole$aws:iam/policy:Policy", "deploy-state");
    // Not `custom`, so that the engine removes them without a provider.
    const resource = (of: string, more: object = {}) => ({
      ...{ urn: of, custom: false, type: of.split("::")[2].split("$").pop(), parent: stack },
      ...more,
    });
    const SYSTEM = [
      { urn: stack, custom: false, type: "pulumi:pulumi:Stack" },
      resource(vpc),
      resource(repository),
      resource(cluster),
      resource(namespace, { parent: cluster, dependencies: [vpc] }),
    ];
    const ROLE = [resource(role), resource(policy, { parent: role })];

    /** Destroys a stack of these resources; says what is left. */
    const destroyReal = async (...resources: object[]) => {
      const env = await useRealPulumi(fakes, cli);
      fakes.write("state.json", JSON.stringify({ version: 3, deployment: { resources } }));
      const pulumi = (...args: string[]) => {
        const { status, stdout, stderr } = spawnSync(cli.bin, args, {
          ...{ cwd: fakes.folder, encoding: "utf8" },
          env: { ...process.env, ...env },
        });
        expect(status, stderr).to.equal(0);
        return stdout;
      };
      pulumi("stack", "init", "a4co-dev");
      pulumi("config", "set", "environment", "dev", "--stack", "a4co-dev");
      pulumi("stack", "import", "--stack", "a4co-dev", "--file", "state.json");
      const ending = fakes.run("destroy.sh", ["a4co-dev", "a4co-dev"], { env });
      expect(ending.status, ending.stderr + ending.stdout).to.equal(0);
      const left = () =>
        (
          JSON.parse(pulumi("stack", "export", "--stack", "a4co-dev")).deployment.resources ?? []
        ).map((of: { urn: string }) => of.urn) as string[];
      return { ...ending, left, pulumi };
    };

    it("leaves the role that it runs as, and what that role may not remove, to an administrator", async () => {
      const { left, stdout, pulumi } = await destroyReal(...SYSTEM, ...ROLE);
      const kept = [vpc, cluster, namespace, role, policy];
      expect(left()).to.have.members([stack, ...kept]);
      const [, told] = stdout.split("An administrator removes the rest, ");
      expect(told.trim().split("\n")).to.have.members([
        "pulumi destroy --remove --stack a4co-dev:",
        ...kept,
      ]);
      pulumi("destroy", "--yes", "--non-interactive", "--stack", "a4co-dev");
      expect(left()).to.deep.equal([]);
    });

    it("removes all of a stack whose role was made elsewhere", async () => {
      const { left, stdout } = await destroyReal(...SYSTEM);
      expect(left()).to.deep.equal([]);
      expect(stdout).to.not.contain("An administrator");
    });
  });

  it("destroys nothing when it cannot see what is protected", () => {
    fakes.fake("pulumi", `case "$1" in config) echo dev ;; stack) exit 255 ;; esac`);
    const { status, calls } = fakes.run("destroy.sh", ["a4co-dev", "a4co-dev"]);
    expect(status).to.not.equal(0);
    expect(calls.filter(call => call.startsWith("pulumi destroy"))).to.be.empty;
  });
});
