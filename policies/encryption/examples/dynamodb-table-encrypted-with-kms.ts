import type { TableArgs } from "@pulumi/aws/dynamodb";

import { resource } from "../../example";

const table = {
  hashKey: "id",
  attributes: [{ name: "id", type: "S" }],
  billingMode: "PAY_PER_REQUEST",
};

export const bad = [resource<TableArgs>("aws:dynamodb/table:Table", "carts", table)];

export const good = [
  resource<TableArgs>("aws:dynamodb/table:Table", "carts", {
    ...table,
    serverSideEncryption: {
      enabled: true,
      kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    },
  }),
];
