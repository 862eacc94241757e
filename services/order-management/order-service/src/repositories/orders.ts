import type { Database } from "../shared/database";
import { type Page, type PageQuery, toPage } from "../shared/lists";

/** Every status that an order can have. */
export const orderStatuses = ["PENDING", "CONFIRMED", "SHIPPED", "DELIVERED", "CANCELLED"] as const;

/** What a caller says of an order. */
export interface NewOrder {
  customerId: string;
  status: (typeof orderStatuses)[number];
  /** Amount with two decimals. */
  total: number;
}

/** A stored order. */
export interface Order extends NewOrder {
  id: string;
  createdAt: Date;
}

// The amount is stored as a decimal number; the double nearest to it prints the same digits.
const columns = `id, customer_id AS "customerId", status, total::float8, created_at AS "createdAt"`;

/** Stores an order; undefined when the customer does not exist. */
export async function insertOrder(
  database: Database,
  { customerId, status, total }: NewOrder,
): Promise<Order | undefined> {
  const [order] = await database.query<Order>(
    `INSERT INTO orders (customer_id, status, total)
     SELECT id, $2, $3 FROM customers WHERE id = $1 RETURNING ${columns}`,
    [customerId, status, total],
  );
  return order;
}

/** The order with this id, if there is one. */
export async function findOrder(database: Database, id: string): Promise<Order | undefined> {
  const [order] = await database.query<Order>(`SELECT ${columns} FROM orders WHERE id = $1`, [id]);
  return order;
}

/** A page of orders, the oldest first. */
export async function listOrders(database: Database, page: PageQuery): Promise<Page<Order>> {
  const rows = await database.query<Order>(
    `SELECT ${columns} FROM orders ORDER BY created_at, id LIMIT $1 OFFSET $2`,
    [page.limit + 1, page.offset],
  );
  return toPage(rows, page);
}
