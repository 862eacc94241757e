import { expect } from "chai";
import * as fc from "fast-check";

import { covers } from "../../../components/plan/path-patterns";
import { routePriority } from "../../../components/plan/route-priority";
import { checkRoutes, PlannedRoute, planRoutes } from "../../../components/plan/routes";

const segment = fc.stringMatching(/^[a-z0-9-]{1,20}$/);
const path = fc
  .tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.constantFrom("", "*", "/*"))
  .map(([segments, end]) => `/${segments.join("/")}${end}`);
const segments = fc
  .array(segment, { minLength: 1, maxLength: 3 })
  .map(parts => `/${parts.join("/")}`);
const longPath = fc.integer({ min: 1, max: 127 }).map(n => `/${"x".repeat(n)}`);

function register(...routes: [service: string, ...Parameters<typeof planRoutes>[1]][]) {
  const present: PlannedRoute[] = [];
  for (const [service, ...rest] of routes) {
    for (const route of planRoutes(service, rest)) {
      checkRoutes(present, route);
      present.push(route);
    }
  }
  return present;
}

describe("routePriority", () => {
  it("is one that an ALB takes, with and without a host", () => {
    fc.assert(
      fc.property(fc.oneof(path, longPath), fc.option(fc.domain()), (p, host) => {
        const priority = routePriority([p], host ?? undefined);
        expect(priority).to.be.within(1, 50000);
      }),
    );
  });

  it("puts the narrower of two patterns first", () => {
    fc.assert(
      fc.property(segments, segments, fc.constantFrom("", "*", "/*"), (start, rest, end) => {
        const [wide, narrow] = [`${start}*`, `${start}${rest}${end}`];
        expect(covers(wide, narrow)).to.equal(true);
        expect(routePriority([narrow])).to.be.below(routePriority([wide]));
      }),
    );
    expect(routePriority(["/api/orders*"])).to.be.below(routePriority(["/api/order*"]));
    expect(routePriority(["/api/orders"])).to.be.below(routePriority(["/api/orders*"]));
    expect(routePriority(["/api/orders/*"])).to.be.below(routePriority(["/*"]));
  });

  it("puts a rule with a host before every rule without", () => {
    fc.assert(
      fc.property(path, path, fc.domain(), (a, b, host) => {
        expect(routePriority([a], host)).to.be.below(routePriority([b]));
      }),
    );
  });

  it("gives a hundred numbered services a hundred places", () => {
    const names = Array.from(
      { length: 100 },
      (_, i) => `/api/service-${String(i).padStart(2, "0")}/*`,
    );
    expect(new Set(names.map(n => routePriority([n]))).size).to.equal(100);
  });
});

describe("planRoutes", () => {
  it("keeps a priority that was asked for", () => {
    expect(planRoutes("orders", [{ path: "/x", priority: 7 }])[0].priority).to.equal(7);
  });

  for (const [route, message] of [
    ["api", 'orders: route api: path is "api"; use 1 to 128 characters beginning with /'],
    ["/a b", 'path is "/a b"; use 1 to 128 characters beginning with /'],
    [`/${"x".repeat(128)}`, "use 1 to 128 characters"],
    [{ path: "/x", priority: 0 }, "orders: route /x: priority is 0; use 1 to 50000"],
    [{ path: "/x", priority: 1.5 }, "priority is 1.5; use 1 to 50000"],
    [
      { path: ["/1", "/2", "/3", "/4", "/5"], host: "h" },
      "has 5 paths; an ALB rule takes at most 5 values",
    ],
  ] as const) {
    it(`refuses ${JSON.stringify(route).slice(0, 60)}`, () => {
      expect(() => planRoutes("orders", [route as string])).to.throw(message);
    });
  }
});

describe("checkRoutes", () => {
  it("takes routes that share no request, and narrower ones beside wider ones", () => {
    const routes = register(
      ["orders", "/api/customers*", "/api/orders*", "/health"],
      ["invoices", "/api/invoices*"],
      ["gateway", "/*"],
    );
    expect(routes).to.have.length(5);
  });

  it("does not depend on the order in which services are declared", () => {
    const one = register(["a", "/a/*"], ["b", "/b/*"], ["c", "/*"]);
    const other = register(["c", "/*"], ["b", "/b/*"], ["a", "/a/*"]);
    expect(other.reverse()).to.deep.equal(one);
  });

  it("names both services of a clash, and a free priority", () => {
    const clash = () =>
      register(["orders", { path: "/a", priority: 10 }], ["users", { path: "/b", priority: 10 }]);
    expect(clash).to.throw(
      "users (/b) and orders (/a) both have priority 10; set priority: 9 on one of them",
    );
  });

  it("names the service whose route is never reached, and the one that hides it", () => {
    const shadow = () =>
      register(["gateway", { path: "/*", priority: 5 }], ["orders", "/api/orders*"]);
    expect(shadow).to.throw(
      /^orders \(\/api\/orders\*\) is never reached: gateway \(\/\*\) comes first \(priority 5 before \d+\) and takes all of it; change a path, or set priority: 4 on orders \(\/api\/orders\*\)$/,
    );
  });

  it("finds the same path twice", () => {
    expect(() => register(["a", "/x*"], ["b", "/x*"])).to.throw(
      "b (/x*) and a (/x*) both have priority",
    );
  });

  it("lets a path that another host has stand", () => {
    const routes = register(
      ["shop", { path: "/*", host: "shop.example.com" }],
      ["blog", { path: "/*", host: "blog.example.com" }],
      ["rest", "/*"],
    );
    expect(routes).to.have.length(3);
  });
});
