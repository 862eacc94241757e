import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { readFileSync } from "fs";

import { systems } from "../../services";
import { tablesOf } from "../support/markdown";
import { recordProgram } from "../support/program";

const page = readFileSync("docs/production.md", "utf8");
const rows = tablesOf(page).flat();

describe("docs/production.md", () => {
  for (const system of Object.keys(systems)) {
    it(`has the secrets of ${system} that an operator puts, and no other`, async () => {
      const recording = await recordProgram("prod", { "microservices-on-aws:system": system });
      const made = recording.all(aws.secretsmanager.SecretVersion).map(({ name }) => name);
      const put = recording
        .all(aws.secretsmanager.Secret)
        .filter(({ name }) => !made.includes(name));
      const listed = rows.filter(row => row.system === system).map(({ secret }) => secret);
      expect(listed).to.have.members(put.map(({ inputs }) => `\`${inputs.name}\``));
    });
  }
});
