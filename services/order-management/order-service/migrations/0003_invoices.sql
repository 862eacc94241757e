-- Up Migration

-- The invoice service's table. It has no foreign key: that service knows orders only over HTTP.
CREATE TABLE invoices (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  order_id uuid NOT NULL,
  subtotal numeric(12, 2) NOT NULL CHECK (subtotal >= 0),
  tax_rate numeric(5, 4) NOT NULL CHECK (tax_rate BETWEEN 0 AND 1),
  -- Exact decimal arithmetic, half a cent rounded up, and never at odds with what it is made of.
  tax numeric(12, 2) NOT NULL GENERATED ALWAYS AS (round(subtotal * tax_rate, 2)) STORED,
  total numeric(13, 2) NOT NULL GENERATED ALWAYS AS (subtotal + round(subtotal * tax_rate, 2)) STORED,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX invoices_order_id_idx ON invoices (order_id);

-- The order of the list.
CREATE INDEX invoices_created_at_idx ON invoices (created_at, id);

-- Down Migration
DROP TABLE invoices;
