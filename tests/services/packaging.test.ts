import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { serviceFolder } from "./support/processes";

const orderService = "order-management/order-service";
const invoiceService = "order-management/invoice-service";
const services = [orderService, invoiceService, "reference"];
const readJson = (service: string, file: string) =>
  JSON.parse(readFileSync(path.join(serviceFolder(service), file), "utf8"));

/** The text of each file in a service's `src/shared`, by name. */
function sharedFiles(service: string): Record<string, string> {
  const folder = path.join(serviceFolder(service), "src/shared");
  const names = readdirSync(folder).sort();
  return Object.fromEntries(
    names.map(name => [name, readFileSync(path.join(folder, name), "utf8")]),
  );
}

describe("the services' images", () => {
  it("are built from the same src/shared: each folder is a build context of its own", () => {
    expect(sharedFiles(invoiceService)).to.deep.equal(sharedFiles(orderService));
  });

  it("has the reference service take over what it needs of src/shared as it is", () => {
    const shared = sharedFiles("reference");
    expect(Object.keys(shared)).to.include("connection.ts");
    expect(sharedFiles(orderService)).to.deep.include(shared);
  });

  for (const service of services) {
    it(`${service} locks the packages that its package.json names`, () => {
      const { dependencies, devDependencies } = readJson(service, "package.json");
      const lock = readJson(service, "package-lock.json");
      expect(lock.packages[""]).to.deep.include({ dependencies, devDependencies });
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
        expect(lock.packages[`node_modules/${name}`].version, name).to.equal(version);
      }
    });

    it(`${service} locks no registry's address`, () => {
      for (const entry of Object.values<object>(readJson(service, "package-lock.json").packages)) {
        expect(entry).to.not.have.property("resolved");
      }
    });

    it(`${service} runs as a user without rights, and says how its health is asked`, () => {
      const dockerfile = readFileSync(path.join(serviceFolder(service), "Dockerfile"), "utf8");
      expect(dockerfile).to.match(/^USER 1001:1001$/m);
      expect(dockerfile).to.match(/^HEALTHCHECK /m);
    });
  }
});
