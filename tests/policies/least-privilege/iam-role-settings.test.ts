import type { RoleArgs } from "@pulumi/aws/iam";
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";

import { iamRoleMaxSessionDuration } from "../../../policies/least-privilege/iam-role-max-session-duration";
import { iamRolePermissionsBoundary } from "../../../policies/least-privilege/iam-role-permissions-boundary";
import { unknownValue } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule, Props } from "../support/rule-cases";

const ROLE = "aws:iam/role:Role";
const BOUNDARY = "arn:aws:iam::123456789012:policy/workload-boundary";

const FEDERATED = {
  Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
};
const trustIn = (...principals: object[]) => ({
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: principals.map(Principal => ({ Effect: "Allow", Principal, Action: "sts:*" })),
  }),
});
const pipeline = trustIn(FEDERATED);

const long = (seconds: number, limit = 3600) =>
  `maxSessionDuration is ${seconds} seconds: set it to ${limit} at most, so that stolen credentials end soon.`;

describeRule<RoleArgs>(iamRoleMaxSessionDuration, ROLE, [
  ["accepts AWS's default, an hour", {}, []],
  ["accepts an hour", { maxSessionDuration: 3600 }, []],
  ["reports more", { maxSessionDuration: 3601 }, [long(3601)]],
  [
    "accepts what is configured",
    { maxSessionDuration: 14_400 },
    [],
    { config: { seconds: 14_400 } },
  ],
  [
    "reports more than is configured",
    { maxSessionDuration: 43_200 },
    [long(43_200, 14_400)],
    { config: { seconds: 14_400 } },
  ],
  ["accepts three hours of a pipeline", { maxSessionDuration: 10_800, ...pipeline }, []],
  [
    "reports more than three hours of a pipeline",
    { maxSessionDuration: 10_801, ...pipeline },
    [long(10_801, 10_800)],
  ],
  [
    "reports three hours where anything else may take the role too",
    { maxSessionDuration: 10_800, ...trustIn(FEDERATED, { Service: "ecs-tasks.amazonaws.com" }) },
    [long(10_800)],
  ],
  [
    "reports three hours where the trust is none",
    { maxSessionDuration: 10_800, assumeRolePolicy: "{}" },
    [long(10_800)],
  ],
  [
    "waits for one that is not known yet",
    { maxSessionDuration: unknownValue },
    ["string value at .maxSessionDuration can't be known during preview"],
  ],
]);

const unbounded = `permissionsBoundary is not the organization's: set it to ${BOUNDARY}.`;
const config = { arn: BOUNDARY };

describeRule<RoleArgs>(iamRolePermissionsBoundary, ROLE, [
  ["reports a role without boundary", {}, [unbounded], { config }],
  [
    "reports another boundary",
    { permissionsBoundary: "arn:aws:iam::123456789012:policy/other" },
    [unbounded],
    { config },
  ],
  ["accepts the organization's", { permissionsBoundary: BOUNDARY }, [], { config }],
  ["says nothing while no boundary is configured", {}, []],
  [
    "waits for one that is not known yet",
    { permissionsBoundary: unknownValue },
    ["string value at .permissionsBoundary can't be known during preview"],
    { config },
  ],
]);

describe("the remedies of rules on roles", () => {
  const mend = (rule: ResourceValidationPolicy, props: Props<RoleArgs>, settings = {}) =>
    mended(rule, { type: ROLE, props, config: settings });

  it("shorten sessions that are too long, and no other", async () => {
    expect(await mend(iamRoleMaxSessionDuration, { maxSessionDuration: 43_200 })).to.deep.equal({
      maxSessionDuration: 3600,
    });
    expect(await mend(iamRoleMaxSessionDuration, {})).to.equal(undefined);
    expect(
      await mend(iamRoleMaxSessionDuration, { maxSessionDuration: 7200 }, { seconds: 7200 }),
    ).to.equal(undefined);
  });

  it("set the boundary that is configured", async () => {
    expect(await mend(iamRolePermissionsBoundary, { name: "orders" }, config)).to.deep.equal({
      name: "orders",
      permissionsBoundary: BOUNDARY,
    });
    expect(await mend(iamRolePermissionsBoundary, { name: "orders" })).to.equal(undefined);
  });
});
