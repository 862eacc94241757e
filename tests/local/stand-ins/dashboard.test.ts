import { expect } from "chai";

import { TestAccount } from "./support";

const widget = (properties: object, more: object = {}) => ({
  widgets: [{ type: "metric", width: 12, height: 6, ...more, properties }],
});

const make = (body: unknown) =>
  new TestAccount().make("aws:cloudwatch/dashboard:Dashboard", "shop", {
    dashboardName: "shop-prod",
    dashboardBody: typeof body === "string" ? body : JSON.stringify(body),
  });

const RDS = ["AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", "shop"];
const region = "us-east-1";

const mistakes: [what: string, body: unknown, complaint: RegExp][] = [
  ["what is no JSON", "widgets", /InvalidParameterInput: not JSON/],
  ["a body without widgets", {}, /The dashboard has no widgets/],
  ["an unknown widget", widget({}, { type: "graph" }), /"graph" is no type of widget/],
  [
    "a widget beyond the grid",
    widget({ region, metrics: [RDS] }, { x: 13 }),
    /leave the 24 columns/,
  ],
  ["a widget without height", widget({ region, metrics: [RDS] }, { height: 0 }), /height 0/],
  ["a metric without a region", widget({ metrics: [RDS] }), /required property 'region'/],
  ["an unknown view", widget({ region, metrics: [RDS], view: "lines" }), /"lines" is no view/],
  ["no metric", widget({ region, metrics: [] }), /'metrics' or 'annotations'/],
  [
    "a dimension without value",
    widget({ region, metrics: [RDS.slice(0, 3)] }),
    /pairs of dimension/,
  ],
  [
    "an id in capitals",
    widget({ region, metrics: [[...RDS, { id: "Cpu" }]] }),
    /id "Cpu" does not begin with a lower-case letter/,
  ],
  [
    "an id twice",
    widget({ region, metrics: [1, 2].map(() => [...RDS, { id: "cpu" }]) }),
    /an id is there twice/,
  ],
  [
    "a calculation with what is not there",
    widget({ region, metrics: [[...RDS, { id: "cpu" }], [{ expression: "100-FILL(use,0)" }]] }),
    /there is no metric "use"/,
  ],
];

describe("the stand-in for dashboards", () => {
  it("takes metrics and calculations with them, and answers with an ARN of no region", () => {
    const metrics = [[...RDS, { id: "cpu", visible: false }], [{ expression: "100-FILL(cpu,0)" }]];
    expect(make(widget({ region, metrics, view: "timeSeries" })).outputs.dashboardArn).to.equal(
      "arn:aws:cloudwatch::123456789012:dashboard/shop-prod",
    );
  });

  for (const [what, body, complaint] of mistakes) {
    it(`refuses ${what}`, () => {
      expect(() => make(body)).to.throw(complaint);
    });
  }
});
