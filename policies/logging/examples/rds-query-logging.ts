import type { ParameterGroupArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

export const bad = [
  resource<ParameterGroupArgs>("aws:rds/parameterGroup:ParameterGroup", "db", {
    family: "postgres17",
  }),
];

export const good = [
  resource<ParameterGroupArgs>("aws:rds/parameterGroup:ParameterGroup", "db", {
    family: "postgres17",
    parameters: [
      { name: "log_statement", value: "ddl" },
      { name: "log_min_duration_statement", value: "1000" },
    ],
  }),
];
