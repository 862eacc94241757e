import type { TableArgs } from "@pulumi/aws/dynamodb";

import { resource } from "../../example";

const table = {
  billingMode: "PAY_PER_REQUEST",
  hashKey: "id",
  attributes: [{ name: "id", type: "S" }],
};

export const bad = [resource<TableArgs>("aws:dynamodb/table:Table", "orders", table)];

export const good = [
  resource<TableArgs>("aws:dynamodb/table:Table", "orders", {
    ...table,
    pointInTimeRecovery: { enabled: true },
  }),
];
