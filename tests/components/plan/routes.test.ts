import { expect } from "chai";
import * as fc from "fast-check";

import { covers } from "../../../components/plan/path-patterns";
import { planConditions, RouteConditions } from "../../../components/plan/route-conditions";
import { routePriority } from "../../../components/plan/route-priority";
import { checkRoutes, PlannedRoute, planRoutes, Route } from "../../../components/plan/routes";

/** A hundred services as systems name them. */
const NAMES = (
  "accounts addresses admin analytics assets audit auth baskets billing bookings brands bundles " +
  "campaigns carriers carts catalog categories chat checkout collections comments companies consents " +
  "contacts contracts coupons credits currencies customers dashboards deliveries departments devices " +
  "discounts disputes documents drivers emails employees events exports facilities favorites feedback " +
  "files fleets forecasts fraud fulfilment gateways gifts guests identities images imports incidents " +
  "inventory invoices jobs kitchens ledgers licences listings locations loyalty mailings media " +
  "memberships menus merchants messages metrics notices offers orders packages partners payments " +
  "payouts permissions plans pricing products profiles promotions purchases questions quotes ratings " +
  "receipts recipes refunds regions reports reservations returns reviews search sellers shipments"
).split(" ");
const GET: RouteConditions = { methods: ["GET"] };
const GET_BETA: RouteConditions = { methods: ["GET"], query: { beta: "1" } };

const segment = fc.stringMatching(/^[a-z0-9-]{1,20}$/);
const path = fc
  .tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.constantFrom("", "*", "/*"))
  .map(([segments, end]) => `/${segments.join("/")}${end}`);
const segments = fc
  .array(segment, { minLength: 1, maxLength: 3 })
  .map(parts => `/${parts.join("/")}`);
const longPath = fc.integer({ min: 1, max: 127 }).map(n => `/${"x".repeat(n)}`);

/** The parts of a clash's message: both services and the place that is free. */
function clashOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    return (
      /^(\w+) \(.*\) and (\w+) \(.*\) both have priority \d+; set priority: (\d+) on one/.exec(
        (error as Error).message,
      ) ?? []
    );
  }
  return [];
}

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

  it("stays what it was", () => {
    const places = [
      routePriority(["/*"]),
      routePriority(["/api/orders*"]),
      routePriority(["/health"]),
      routePriority(["/a", "/b*"]),
      routePriority([`/${"x".repeat(127)}`]),
      routePriority(["/*"], "shop.example.com"),
    ];
    expect(places).to.deep.equal([49415, 44040, 45364, 48588, 14267, 13891]);
  });

  it("puts a rule that asks for more before the same without, within its kind", () => {
    fc.assert(
      fc.property(fc.oneof(path, longPath), fc.option(fc.domain()), (p, domain) => {
        const host = domain ?? undefined;
        const [place, withOne, withTwo] = [{}, GET, GET_BETA].map(conditions =>
          routePriority([p], host, planConditions("x", conditions)),
        );
        expect(withTwo).to.be.at.least(1);
        // Beyond, a path has no room left for what it asks; checkRoutes finds one that is hidden.
        if (p.length < 125) {
          expect([place > withOne, withOne > withTwo]).to.deep.equal([true, true]);
        }
      }),
    );
  });

  it("counts a condition as one more character of the path", () => {
    const get = planConditions("x", GET);
    expect(routePriority(["/api/*"], undefined, get)).to.be.below(routePriority(["/api/*"]));
    expect(routePriority(["/api/orders*"])).to.be.below(routePriority(["/api/*"], undefined, get));
    expect(routePriority(["/*"], "a.example.com")).to.be.below(
      routePriority([`/${"x".repeat(127)}`], undefined, get),
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
  it("finds a place for a hundred services as systems name them, and says which two share one", () => {
    const routes = NAMES.map(name => [name, `/api/${name}*`] as [string, string]);
    const [, first, second, free] = clashOf(() => register(...routes));
    expect([first, second]).to.deep.equal(["comments", "checkout"]);
    const settled = register(
      ...routes.map(([name, path]): [string, Route] => [
        name,
        { path, ...(name === first && { priority: Number(free) }) },
      ]),
    );
    const places = (present: readonly PlannedRoute[]) =>
      Object.fromEntries(present.map(({ service, priority }) => [service, priority]));
    expect(new Set(Object.values(places(settled))).size).to.equal(100);
    const alone = register(...routes.filter(([name]) => name !== first));
    expect(places(settled)).to.include(places(alone));
  });

  it("keeps a priority that was asked for", () => {
    expect(planRoutes("orders", [{ path: "/x", priority: 7 }])[0].priority).to.equal(7);
  });

  for (const [route, message] of [
    ["api", 'orders: route api: path is "api"; use 1 to 128 characters beginning with /'],
    ["/a b", 'path is "/a b"; use 1 to 128 characters beginning with /'],
    [`/${"x".repeat(128)}`, "use 1 to 128 characters"],
    [{ path: "/x", priority: 0 }, "orders: route /x: priority is 0; use 1 to 50000"],
    [{ path: "/x", priority: 1.5 }, "priority is 1.5; use 1 to 50000"],
    [{ path: ["/*/*/*/*", "/*?*"] }, "has 7 wildcards; an ALB rule takes at most 6"],
    [
      { path: ["/1", "/2"], host: "h", methods: ["GET", "HEAD"], query: { a: "1" } },
      "has 2 paths and 3 values of its conditions; an ALB rule takes at most 5 values, the host",
    ],
    [{ path: "/x", rewrite: {} }, "orders: route /x: rewrite is empty"],
    [{ path: "/x", auth: { jwt: { issuer: "", jwksEndpoint: "" } } }, "auth.jwt.issuer has 0"],
    [{ path: "/x", headers: { host: "a" } }, 'header "host"'],
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

  it("lets routes of one path stand that ask for different things", () => {
    const routes = register(
      ["reader", { path: "/api/*", methods: ["GET", "HEAD"] }],
      ["writer", { path: "/api/*", methods: ["POST"] }],
      ["second", { path: "/api/*", headers: { "x-version": "2" } }],
      ["rest", "/api/*"],
    );
    expect(routes).to.have.length(4);
  });

  it("finds a route hidden by one that asks for less, not one that asks for something else", () => {
    const after = (conditions: RouteConditions) => () =>
      register(
        ["wide", { path: "/api/*", priority: 5, methods: ["GET", "HEAD"] }],
        ["narrow", { path: "/api/orders", ...conditions }],
      );
    expect(after({ methods: ["GET"] })).to.throw(
      "narrow (/api/orders GET) is never reached: wide (/api/* GET|HEAD) comes first",
    );
    expect(after({ methods: ["GET"], query: { a: "1" } })).to.throw("is never reached");
    expect(after({ methods: ["GET", "PUT"] })).to.not.throw();
    expect(after({})).to.not.throw();
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
