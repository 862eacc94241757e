import { expect } from "chai";
import { type ProjectCopy, StateEntry, withProjectCopy } from "./support/project-copy";

const PROGRAM = "services/order-management/index.ts";
const ROUTES = 'routes: ["/api/invoices*"],';

/** What the engine keeps of a resource. */
type Kept = StateEntry & { id: string; inputs: any };

/** Each test takes up where the one before left the stack. */
describe("a change of the way a service is deployed", function () {
  this.timeout(240_000);
  let copy: ProjectCopy;

  withProjectCopy(made => (copy = made));

  /** Runs a command with invoice-service deployed so, and returns what it said. */
  async function runWith(strategy: string, command: string): Promise<string> {
    const deployment = `deployment: { strategy: "${strategy}" }, ${ROUTES}`;
    const { code, stdout, stderr } = await copy.withEdit(PROGRAM, ROUTES, deployment, () =>
      copy.run(command, ["--stack", "dev"]),
    );
    expect(code, `${stdout}${stderr}`.slice(-3000)).to.equal(0);
    return `${stdout}${stderr}`;
  }

  /** Brings the stack up with invoice-service deployed so, and returns what that made of it. */
  async function upWith(strategy: string): Promise<(type: string) => Kept[]> {
    await runWith(strategy, "up");
    const state = copy.stateOf("dev") as Kept[];
    return type =>
      state.filter(({ type: own, urn }) => own === type && urn.includes("::invoice-service"));
  }

  const RULE = "aws:lb/listenerRule:ListenerRule";
  const SERVICE = "aws:ecs/service:Service";
  const GROUP = "aws:lb/targetGroup:TargetGroup";

  it("begins with one target group", async () => {
    const only = await upWith("rolling");
    expect(only(GROUP)).to.have.length(1);
    expect(only(RULE)[0].inputs.actions[0]).to.not.have.property("forward");
  });

  it("from rolling leads the rule to both target groups, which ECS wants to see", async () => {
    const all = await upWith("blueGreen");
    const groups = all(GROUP).map(({ id }) => id);
    const { targetGroups } = all(RULE)[0].inputs.actions[0].forward;
    expect(targetGroups.map(({ arn }: any) => arn)).to.have.members(groups);
    expect(all(SERVICE)[0].inputs.deploymentConfiguration.strategy).to.equal("BLUE_GREEN");
  });

  it("to CodeDeploy is explained in a preview, another of ECS's own strategies is not", async () => {
    const CHANGE = 'MicroService "invoice-service": deployment changes from "blueGreen" to';
    expect(await runWith("codeDeploy", "preview")).to.contain(`warning: ${CHANGE} "codeDeploy"`);
    expect(await runWith("canary", "preview")).to.not.contain(CHANGE);
  });

  it("to CodeDeploy replaces the service and keeps rule and target groups", async () => {
    const all = await upWith("codeDeploy");
    expect(all(GROUP)).to.have.length(2);
    expect(all(RULE)[0].inputs.actions[0]).to.have.property("forward");
    expect(all(SERVICE).map(({ inputs }) => inputs.deploymentController.type)).to.deep.equal([
      "CODE_DEPLOY",
    ]);
    expect(all("aws:codedeploy/deploymentGroup:DeploymentGroup")).to.have.length(1);
  });
});
