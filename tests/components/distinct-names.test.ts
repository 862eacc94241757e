import { expect } from "chai";

import {
  AuditTrail,
  Broker,
  Cache,
  Database,
  EncryptionKey,
  LoadBalancer,
  Platform,
  refuseSharedNames,
} from "../../components";
import { failureOf } from "../support/failure";
import { record } from "../support/mocks";
import { platformOf } from "../support/platform";

/** Runs a program in which no two resources may share a name. */
const program = (make: (platform: Platform) => void) =>
  record(() => {
    refuseSharedNames();
    make(platformOf("dev"));
  });

describe("names in AWS", () => {
  const twice: [string, RegExp, (platform: Platform, name: string) => void][] = [
    [
      "Database",
      /"first-postgresql" and "second-postgresql" .*"\/aws\/rds\/instance\/order-management-dev\//,
      ({ scope, network, key }, name) =>
        new Database(name, { scope, network, key, databaseName: "orders" }),
    ],
    [
      "Cache",
      /"first-slow-log" and "second-slow-log" .*aws:cloudwatch\/logGroup:LogGroup/,
      ({ scope, network, key }, name) => new Cache(name, { scope, network, key }),
    ],
    [
      "Broker",
      /"first-token" and "second-token" .*"\/order-management\/dev\/nats\/token"/,
      (platform, name) => new Broker(name, { platform }),
    ],
    [
      "AuditTrail",
      /"first" and "second" .*aws:cloudtrail\/trail:Trail/,
      ({ scope, key }, name) => new AuditTrail(name, { scope, key }),
    ],
    [
      "Platform",
      /"platform-key" and "second-key" .*"alias\/order-management-dev"/,
      (_, name) => name === "second" && platformOf("dev", name),
    ],
  ];
  for (const [component, message, make] of twice) {
    it(`are refused for a second ${component} of one scope`, async () => {
      const failure = await failureOf(
        program(platform => {
          make(platform, "first");
          make(platform, "second");
        }),
      );
      expect(failure).to.match(message);
    });
  }

  it("may be the same in another region, and of what takes a name", async () => {
    const recording = await program(({ scope, network, key }) => {
      new EncryptionKey("copies", { scope, region: "us-west-2" });
      new LoadBalancer("second", { scope, network, key, name: "second-dev" });
    });
    expect(recording.resources).to.not.be.empty;
  });
});
