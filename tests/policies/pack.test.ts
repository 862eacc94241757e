import { expect } from "chai";
import { readFileSync } from "fs";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be a copy
import deserialization = require("@pulumi/policy/deserialize");

import { readResourcesOnce } from "../../policies/pack";

const reader = deserialization as any;

describe("a pack's reading of resources", () => {
  const { deserializeProperties } = reader;
  const message = Struct.fromJavaScript({
    name: "orders",
    tags: { Owner: "shop", Team: null },
    rules: [{ port: 80, cidr: null }, null],
    size: null,
  });
  before(() => readResourcesOnce());
  after(() => (reader.deserializeProperties = deserializeProperties));

  it("is once for all rules, and leaves out what is null", () => {
    const read = reader.deserializeProperties(message, false);
    expect(read).to.deep.equal({
      name: "orders",
      tags: { Owner: "shop" },
      rules: [{ port: 80 }, null],
    });
    expect(reader.deserializeProperties(message, false)).to.equal(read);
  });

  it("is anew for each remediation, which may change what it reads", () => {
    const first = reader.deserializeProperties(message, true);
    expect(reader.deserializeProperties(message, true)).not.to.equal(first);
  });

  it("goes through what the package's server calls", () => {
    // Another name there would leave the packs right and slow.
    const server = readFileSync(require.resolve("@pulumi/policy/server"), "utf8");
    expect(server.match(/deserialize_1\.deserializeProperties\(/g)).to.have.length.at.least(4);
  });
});
