import type { Database } from "../shared/database";
import { type Page, type PageQuery, toPage } from "../shared/lists";

/** What an invoice is made from. */
export interface NewInvoice {
  orderId: string;
  /** The order's amount, with two decimals. */
  subtotal: number;
  /** Part of the subtotal, 0 to 1, with at most four decimals. */
  taxRate: number;
}

/** A stored invoice; the database computes `tax` and `total`, in exact decimals. */
export interface Invoice extends NewInvoice {
  id: string;
  tax: number;
  total: number;
  createdAt: Date;
}

// Amounts are stored as decimal numbers; the double nearest to one prints the same digits.
const columns = `id, order_id AS "orderId", subtotal::float8, tax_rate::float8 AS "taxRate",
  tax::float8, total::float8, created_at AS "createdAt"`;

/** Stores an invoice. */
export async function insertInvoice(
  database: Database,
  { orderId, subtotal, taxRate }: NewInvoice,
): Promise<Invoice> {
  const [invoice] = await database.query<Invoice>(
    `INSERT INTO invoices (order_id, subtotal, tax_rate) VALUES ($1, $2, $3) RETURNING ${columns}`,
    [orderId, subtotal, taxRate],
  );
  return invoice;
}

/** The invoice with this id, if there is one. */
export async function findInvoice(database: Database, id: string): Promise<Invoice | undefined> {
  const [invoice] = await database.query<Invoice>(`SELECT ${columns} FROM invoices WHERE id = $1`, [
    id,
  ]);
  return invoice;
}

/** A page of invoices, the oldest first. */
export async function listInvoices(database: Database, page: PageQuery): Promise<Page<Invoice>> {
  const rows = await database.query<Invoice>(
    `SELECT ${columns} FROM invoices ORDER BY created_at, id LIMIT $1 OFFSET $2`,
    [page.limit + 1, page.offset],
  );
  return toPage(rows, page);
}
