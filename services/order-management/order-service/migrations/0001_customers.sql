-- Up Migration
CREATE TABLE customers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email text NOT NULL,
  first_name text NOT NULL,
  last_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- One customer an email, whatever its case.
CREATE UNIQUE INDEX customers_email_key ON customers (lower(email));

-- The order of the list.
CREATE INDEX customers_created_at_idx ON customers (created_at, id);

-- Down Migration
DROP TABLE customers;
