import type { Database } from "../shared/database";
import { type Page, type PageQuery, toPage } from "../shared/lists";

/** What a caller says of a customer. */
export interface NewCustomer {
  email: string;
  firstName: string;
  lastName: string;
}

/** A stored customer. */
export interface Customer extends NewCustomer {
  id: string;
  createdAt: Date;
}

const columns = `id, email, first_name AS "firstName", last_name AS "lastName", created_at AS "createdAt"`;

/** Stores a customer; undefined when the email, whatever its case, is another customer's. */
export async function insertCustomer(
  database: Database,
  { email, firstName, lastName }: NewCustomer,
): Promise<Customer | undefined> {
  const [customer] = await database.query<Customer>(
    `INSERT INTO customers (email, first_name, last_name) VALUES ($1, $2, $3)
     ON CONFLICT (lower(email)) DO NOTHING RETURNING ${columns}`,
    [email, firstName, lastName],
  );
  return customer;
}

/** The customer with this id, if there is one. */
export async function findCustomer(database: Database, id: string): Promise<Customer | undefined> {
  const [customer] = await database.query<Customer>(
    `SELECT ${columns} FROM customers WHERE id = $1`,
    [id],
  );
  return customer;
}

/** A page of customers, the oldest first. */
export async function listCustomers(database: Database, page: PageQuery): Promise<Page<Customer>> {
  const rows = await database.query<Customer>(
    `SELECT ${columns} FROM customers ORDER BY created_at, id LIMIT $1 OFFSET $2`,
    [page.limit + 1, page.offset],
  );
  return toPage(rows, page);
}
