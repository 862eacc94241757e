import { expect } from "chai";

import { asText, requestsOf } from "../../../operations/smoke/route-requests";
import type { Route } from "../../../operations/stack";

describe("the requests of a route", () => {
  const requests = (own: Partial<Route>) =>
    requestsOf({ paths: ["/api/orders"], conditions: [], auth: false, ...own }).map(asText);

  it("ask for a path that each pattern stands for", () => {
    expect(requests({ paths: ["/*", "/api/orders*", "/api/*/v?"] })).to.deep.equal([
      "GET /",
      "GET /api/orders",
      "GET /api//vx",
    ]);
  });

  it("have the host, headers and query that the route asks for", () => {
    const conditions: Route["conditions"] = [
      { part: "header", key: "x-beta", values: ["o?", "yes"] },
      { part: "query", key: "v", values: ["2*"] },
    ];
    expect(requests({ host: "*.example.com", conditions })).to.deep.equal([
      "GET /api/orders?v=2x, x-beta ox, host x.example.com",
    ]);
  });

  it("change nothing", () => {
    const methods = (...values: string[]) =>
      requests({ conditions: [{ part: "method", key: "", values }] });
    expect(methods("HEAD", "POST")).to.deep.equal(["HEAD /api/orders"]);
    expect(methods("POST")).to.deep.equal([]);
  });
});
