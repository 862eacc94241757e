import { expect } from "chai";
import * as fc from "fast-check";

import {
  autoNamePattern,
  exactName,
  fitName,
  NAME_LIMITS,
  NameKind,
} from "../../../components/plan/names";

const kinds = Object.keys(NAME_LIMITS) as NameKind[];
const kind = fc.constantFrom(...kinds);
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,299}$/);

describe("fitName", () => {
  it("keeps a name that fits", () => {
    expect(fitName("target group", "notification-tg-production")).to.equal(
      "notification-tg-production",
    );
  });

  it("cuts a name that does not, with a hash of the whole before its last part", () => {
    const fitted = fitName("target group", "event-booking-notification-service-blue-prod");
    expect(fitted).to.match(/^event-booking-noti-[0-9a-f]{8}-prod$/);
  });

  it("cuts a last part that is too long to stay", () => {
    const fitted = fitName("target group", `shop-${"a".repeat(40)}`);
    expect(fitted).to.match(/^shop-a{18}-[0-9a-f]{8}$/);
  });

  it("always fits and never ends in a dash before the hash", () => {
    fc.assert(
      fc.property(kind, name, (k, n) => {
        const fitted = fitName(k, n);
        expect(fitted.length).to.be.at.most(NAME_LIMITS[k]);
        expect(fitted === n || /[^-]-[0-9a-f]{8}(-[^-]+)?$/.test(fitted)).to.equal(true);
      }),
    );
  });

  it("keeps names apart that begin alike", () => {
    const long = "a".repeat(40);
    expect(fitName("target group", `${long}-blue`)).to.not.equal(
      fitName("target group", `${long}-green`),
    );
  });
});

describe("exactName", () => {
  it("keeps a documented name to the letter", () => {
    expect(exactName("load balancer", "customer-order-portal-production")).to.equal(
      "customer-order-portal-production",
    );
  });

  it("refuses one that AWS would not take, with its limit", () => {
    expect(() => exactName("target group", "ecommerce-product-service-tg-prod")).to.throw(
      'target group name "ecommerce-product-service-tg-prod" has 33 characters; AWS takes at most 32',
    );
  });
});

describe("autoNamePattern", () => {
  it("is the resource's name and seven characters, cut as Pulumi cuts it", () => {
    expect(autoNamePattern("target group", "orders")).to.equal("orders-???????");
    expect(autoNamePattern("target group", "notification-service-alternate")).to.equal(
      "notification-service-alt-???????",
    );
  });
});
