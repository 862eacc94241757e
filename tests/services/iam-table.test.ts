import { expect } from "chai";

import { glob } from "../../policies/iam/glob";
import { answerTo, keyOf, Row, tableOf } from "./support/iam-table";
import { Call, isAllowed } from "./support/iam";
import { arn, Changes, recordSystem, SYSTEMS } from "./support/systems";

/** Denied calls that each role's table holds at least for each allowed one. */
const DENIED_FOR_EACH = 10;

const STACKS = ["dev", "prod"] as const;

/** Every system as it is deployed, and what has a role of its own only by a setting. */
const CASES: readonly (readonly [system: string, changes: Changes])[] = [
  ...SYSTEMS.map(system => [system, {}] as const),
  ["event-booking", { options: { deployment: "blueGreen" } }],
];

for (const [system, changes] of CASES) {
  for (const stack of STACKS) {
    describe(`roles of ${[system, ...Object.keys(changes)].join(" with ")} in ${stack}`, () => {
      let table: Row[];
      before(async () => {
        const neighbour = SYSTEMS[(SYSTEMS.indexOf(system) + 1) % SYSTEMS.length];
        table = tableOf(await recordSystem(system, stack, changes), [
          await recordSystem(
            system,
            STACKS.find(other => other !== stack)!,
            changes,
          ),
          await recordSystem(neighbour, stack),
        ]);
      });

      it("each have something to be for", () => {
        expect(table).to.have.length.at.least(7);
        expect(table.filter(({ duty }) => duty === undefined).map(({ role }) => role)).to.be.empty;
      });

      it("may do all that they are for", async () => {
        const refused: string[] = [];
        for (const row of table) {
          for (const call of row.allowed) {
            if (!(await answerTo(row, call))) {
              refused.push(`${row.role}: ${keyOf(call)}`);
            }
          }
        }
        expect(refused).to.deep.equal([]);
      });

      it(`may do nothing else, of ${DENIED_FOR_EACH} times as much and more`, async () => {
        const granted: string[] = [];
        for (const row of table) {
          const least = Math.max(50, DENIED_FOR_EACH * row.allowed.length);
          expect(row.denied, row.role).to.have.length.at.least(least);
          for (const call of row.denied) {
            if (await answerTo(row, call)) {
              granted.push(`${row.role}: ${keyOf(call)}`);
            }
          }
        }
        expect(granted).to.deep.equal([]);
      });

      it("have no right that they do not use", () => {
        expect(table.flatMap(unusedBy)).to.deep.equal([]);
      });

      it("are taken by the service that they are for alone, on behalf of this account", async () => {
        const services = [...new Set(table.map(({ duty }) => duty!.service)), "ec2.amazonaws.com"];
        for (const row of table) {
          const takers: string[] = [];
          for (const service of services) {
            if (await isTaken(row, service, "123456789012")) {
              takers.push(service);
            }
          }
          expect(takers, row.role).to.deep.equal([row.duty!.service]);
          const byOther = await isTaken(row, row.duty!.service, "999999999999");
          // ECS says nothing of whom it moves requests for.
          expect(byOther, row.role).to.equal(row.duty!.service === "ecs.amazonaws.com");
        }
      });
    });
  }
}

/** Actions and resources of a role's own policies that none of its calls needs. */
function unusedBy({ role, statements, allowed }: Row): string[] {
  return statements.flatMap(({ Sid, Action, Resource }) => {
    const served = (call: Call) =>
      Action.includes(call.action) && Resource.some(pattern => glob(pattern, call.resource));
    const calls = allowed.filter(served);
    return [
      ...Action.filter(action => !calls.some(call => call.action === action)),
      ...Resource.filter(pattern => !calls.some(({ resource }) => glob(pattern, resource))),
    ].map(unused => `${role}: ${unused} of ${Sid}`);
  });
}

/** Whether a service may take a role on behalf of an account. */
function isTaken({ trust, principal, duty }: Row, service: string, account: string) {
  const source = (duty!.source ?? arn("ecs", "*")).replace("123456789012", account);
  const context = { "aws:SourceAccount": account, "aws:SourceArn": source };
  const call = { action: "sts:AssumeRole", resource: principal, context };
  return isAllowed({ principal: service, policies: [] }, call, trust);
}
