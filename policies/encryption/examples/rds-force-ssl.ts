import type { ParameterGroupArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

export const bad = [
  resource<ParameterGroupArgs>("aws:rds/parameterGroup:ParameterGroup", "db", {
    family: "postgres16",
    parameters: [{ name: "rds.force_ssl", value: "0" }],
  }),
];

export const good = [
  resource<ParameterGroupArgs>("aws:rds/parameterGroup:ParameterGroup", "db", {
    family: "postgres16",
    parameters: [{ name: "rds.force_ssl", value: "1" }],
  }),
];
