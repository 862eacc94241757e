import { expect } from "chai";

import { systems } from "../../services";
import { Recording } from "../support/mocks";
import { recordProgram } from "../support/program";
import { readPage } from "./documented/page";
import { serviceRow } from "./documented/services";
import { settings } from "./documented/settings";

const page = readPage();

describe("docs/systems.md", () => {
  it("has every system, and each of its services", () => {
    for (const [name, system] of Object.entries(systems)) {
      const documented = page[name].services.map(({ service }) => service);
      expect(documented, name).to.include.members([...system.services]);
    }
  });
});

for (const [system, documented] of Object.entries(page)) {
  for (const stack of ["dev", "prod"] as const) {
    describe(`${system} in ${stack}, value by value`, () => {
      let recording: Recording;
      before(async () => {
        recording = await recordProgram(stack, { "microservices-on-aws:system": system });
      });

      for (const row of documented.services) {
        it(`runs ${row.service} as documented`, () => {
          const other = stack === "dev" ? "prod" : "dev";
          const expected = Object.entries(row)
            .filter(([column]) => column !== other && !column.endsWith(` in ${other}`))
            .map(([column, value]) => [
              column,
              column === "secrets" ? secretsIn(stack, value) : value,
            ]);
          const columns = expected.map(([column]) => column);
          expect(serviceRow(recording, row.service, stack, columns)).to.deep.equal(
            Object.fromEntries(expected),
          );
        });
      }

      for (const { setting, ...value } of documented.settings) {
        it(`has the documented ${setting}`, () => {
          const expected = setting === "target groups" ? sorted(value[stack], ", ") : value[stack];
          expect(settings[setting](recording)).to.equal(expected);
        });
      }

      it("runs no service that is not documented", () => {
        const running = recording.resources
          .filter(({ type }) => /^infra:.*:(MicroService|Broker)$/.test(type))
          .map(({ name }) => name);
        expect(running).to.have.members(documented.services.map(({ service }) => service));
      });
    });
  }
}

function sorted(names: string, separator = " "): string {
  return names.split(separator).sort().join(separator);
}

/** The variables of a stack: `prod:NAME` is there in prod alone. */
function secretsIn(stack: string, names: string): string {
  const there = names.split(" ").filter(name => !name.startsWith("prod:") || stack === "prod");
  return sorted(there.map(name => name.replace("prod:", "")).join(" "));
}
