import { expect } from "chai";
import { planDocument, type PlanDocument } from "../../../local/report/plan-document";
import { expectOk } from "./support/outcomes";
import { type ProjectCopy, withProjectCopy } from "./support/project-copy";

/** Paths at and below the properties in which resources carry an IAM policy document. */
const DOCUMENTS = /^(policy|assumeRolePolicy|inlinePolicies|inlinePolicy)($|[.[])/;

describe("a preview under every policy", function () {
  this.timeout(120_000);
  let copy: ProjectCopy;

  withProjectCopy(made => (copy = made));

  async function plan(stack: "dev" | "prod"): Promise<PlanDocument> {
    const target = { system: "order-management", stack };
    const { session, said } = await copy.session(target, { ours: ["all"], theirs: [] });
    try {
      const outcome = await session.preview();
      expectOk(outcome, said);
      return planDocument(target, outcome.events);
    } finally {
      await session.close();
    }
  }

  for (const stack of ["dev", "prod"] as const) {
    describe(`of ${stack}`, () => {
      let document: PlanDocument;
      before(async () => {
        document = await plan(stack);
      });

      it("knows every IAM policy document", () => {
        const documents = document.resources.flatMap(({ name, inputs }) =>
          Object.keys(inputs as object)
            .filter(key => DOCUMENTS.test(key))
            .map(key => `${name}.${key}`),
        );
        // Roles of tasks and execution, of flow logs, the key's policy: there are some to look at.
        expect(documents.length).to.be.greaterThan(8);
        const unknown = document.resources.flatMap(({ name, unknown }) =>
          unknown.filter(path => DOCUMENTS.test(path)).map(path => `${name}.${path}`),
        );
        expect(unknown).to.deep.equal([]);
      });

      it("breaks no mandatory policy", () => {
        expect(document.policies.filter(({ level }) => level === "mandatory")).to.deep.equal([]);
      });

      it("says nothing of the listener, which is for dev to have without TLS and has it in prod", () => {
        const found = document.policies.filter(
          ({ policy }) => policy === "alb-listener-https-only",
        );
        expect(found).to.deep.equal([]);
      });
    });
  }
});
