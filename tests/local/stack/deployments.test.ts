import { expect } from "chai";
import { type ProjectCopy, StateEntry, withProjectCopy } from "./support/project-copy";

const PROGRAM = "services/order-management/index.ts";
const ROUTES = 'routes: ["/api/invoices*"],';
const CAPACITY = "scope.isProd ? MOSTLY_ON_DEMAND : undefined";
const PORT = "port: 3004,";

/** What the engine keeps of a resource; `created` tells it from one that was there before. */
type Kept = StateEntry & { id: string; created: string; inputs: any };

/** What else of invoice-service is other than in the program. */
interface Args {
  path?: string;
  capacity?: "fargate";
  port?: number;
}

/** Each test takes up where the one before left the stack. */
describe("a change of the way a service is deployed", function () {
  this.timeout(240_000);
  let copy: ProjectCopy;

  withProjectCopy(made => (copy = made));

  /** Runs a command with invoice-service deployed so, and returns what it said. */
  async function runWith(strategy: string, command: string, args: Args = {}): Promise<string> {
    const { path = "/api/invoices*", capacity = "spot", port = 3004 } = args;
    const deployed = `deployment: { strategy: "${strategy}" }, routes: ["${path}"],`;
    const { code, stdout, stderr } = await copy.withEdit(PROGRAM, ROUTES, deployed, () =>
      copy.withEdit(PROGRAM, CAPACITY, `"${capacity}"`, () =>
        copy.withEdit(PROGRAM, PORT, `port: ${port},`, () => copy.run(command, ["--stack", "dev"])),
      ),
    );
    expect(code, `${stdout}${stderr}`.slice(-3000)).to.equal(0);
    return `${stdout}${stderr}`;
  }

  /** Brings the stack up with invoice-service deployed so, and returns what that made of it. */
  async function upWith(strategy: string, args: Args = {}): Promise<(type: string) => Kept[]> {
    await runWith(strategy, "up", args);
    const state = copy.stateOf("dev") as Kept[];
    return type =>
      state.filter(({ type: own, urn }) => own === type && urn.includes("::invoice-service"));
  }

  const RULE = "aws:lb/listenerRule:ListenerRule";
  const SERVICE = "aws:ecs/service:Service";
  const GROUP = "aws:lb/targetGroup:TargetGroup";

  /** The rule and the service as they were last seen. */
  let rule: Kept;
  let service: Kept;
  /** When the target groups were made. */
  let groups: string[];

  const capacityOf = ({ inputs }: Kept): string[] =>
    inputs.capacityProviderStrategies.map((share: any) => share.capacityProvider);

  it("begins with one target group", async () => {
    const only = await upWith("rolling");
    expect(only(GROUP)).to.have.length(1);
    [rule] = only(RULE);
    expect(rule.inputs.actions[0]).to.not.have.property("forward");
  });

  it("from rolling leads the rule to both target groups, which ECS wants to see", async () => {
    const all = await upWith("blueGreen");
    groups = all(GROUP).map(({ created }) => created);
    const arns = all(GROUP).map(({ id }) => id);
    const before = rule;
    [rule] = all(RULE);
    expect(rule.created).to.not.equal(before.created);
    expect(rule.inputs.priority).to.equal(before.inputs.priority);
    const { targetGroups } = rule.inputs.actions[0].forward;
    expect(targetGroups.map(({ arn }: any) => arn)).to.have.members(arns);
    [service] = all(SERVICE);
    expect(service.inputs.deploymentConfiguration.strategy).to.equal("BLUE_GREEN");
    expect(capacityOf(service)).to.deep.equal(["FARGATE_SPOT"]);
  });

  it("keeps rule, target groups and service when route, port and capacity become others", async () => {
    const all = await upWith("blueGreen", {
      path: "/api/bills/*",
      capacity: "fargate",
      port: 3005,
    });
    expect(all(GROUP).map(({ created }) => created)).to.have.members(groups);
    expect(all(SERVICE)[0].inputs.loadBalancers[0].containerPort).to.equal(3005);
    expect(all(SERVICE)[0].created).to.equal(service.created);
    expect(capacityOf(all(SERVICE)[0])).to.deep.equal(["FARGATE"]);
    expect(all(RULE).map(({ created }) => created)).to.deep.equal([rule.created]);
    const { conditions, priority } = all(RULE)[0].inputs;
    expect(conditions[0].pathPattern.values).to.deep.equal(["/api/bills/*"]);
    expect(priority).to.not.equal(rule.inputs.priority);
  });

  it("to CodeDeploy is explained in a preview, another of ECS's own strategies is not", async () => {
    const CHANGE = 'MicroService "invoice-service": deployment changes from "blueGreen" to';
    expect(await runWith("codeDeploy", "preview")).to.contain(`warning: ${CHANGE} "codeDeploy"`);
    expect(await runWith("canary", "preview")).to.not.contain(CHANGE);
  });

  it("to CodeDeploy replaces service and rule, which leads to its tasks again, and keeps the target groups", async () => {
    const all = await upWith("codeDeploy");
    expect(all(GROUP)).to.have.length(2);
    const before = rule;
    [rule] = all(RULE);
    expect(rule.created).to.not.equal(before.created);
    expect(rule.inputs.actions[0]).to.have.property("forward");
    expect(all(SERVICE).map(({ inputs }) => inputs.deploymentController.type)).to.deep.equal([
      "CODE_DEPLOY",
    ]);
    expect(all("aws:codedeploy/deploymentGroup:DeploymentGroup")).to.have.length(1);
  });

  it("leaves another capacity to CodeDeploy, which the commands tell it", async () => {
    const all = await upWith("codeDeploy", { capacity: "fargate" });
    expect(capacityOf(all(SERVICE)[0])).to.deep.equal(["FARGATE_SPOT"]);
    const [{ outputs }] = copy
      .stateOf("dev")
      .filter(({ type }) => type === "pulumi:pulumi:Stack") as any[];
    const told = outputs.operations.services.find(({ name }: any) => name === "invoice-service");
    expect(told.codeDeploy.capacity).to.deep.equal([{ capacityProvider: "FARGATE", weight: 1 }]);
  });

  it("back to rolling puts the route's own rule in the place of the one that was moved", async () => {
    const all = await upWith("rolling");
    expect(all(GROUP)).to.have.length(1);
    expect(all(RULE)).to.have.length(1);
    expect(all(RULE)[0].urn).to.match(/::invoice-service-\/api\/invoices\*$/);
    expect(all(RULE)[0].inputs.actions[0]).to.not.have.property("forward");
    expect(all(RULE)[0].inputs.priority).to.equal(rule.inputs.priority);
  });
});
