import { randomUUID } from "crypto";

import { ask, Check, same } from "./checks";

/** Where the parts of a running system answer. */
export interface Endpoints {
  /** The gateway, which plays the load balancer. */
  gateway: string;
  /** Each service itself, by its name. */
  services: Readonly<Record<string, string>>;
}

/** What the checks made, and the checks after a restart look for again. */
export interface Made {
  customerId?: unknown;
  orderId?: unknown;
  invoiceId?: unknown;
}

/** The documented calls of Order Management, through the gateway. */
export function apiChecks({ gateway, services }: Endpoints, made: Made): Check[] {
  const email = `ada.${randomUUID()}@example.com`;
  const api = (path: string) => `${gateway}/api/${path}`;
  return [
    {
      name: "GET /health answers 200",
      run: async () => void (await ask(`${gateway}/health`)),
    },
    {
      name: "POST /api/customers makes a customer",
      run: async () => {
        const body = { email, firstName: "Ada", lastName: "Lovelace" };
        const customer = await ask(api("customers"), { status: 201, body });
        same("email", customer.email, email);
        made.customerId = customer.id;
      },
    },
    {
      name: "POST /api/customers with the same e-mail answers 409",
      run: async () => {
        const body = { email, firstName: "Ada", lastName: "Byron" };
        await ask(api("customers"), { status: 409, body });
      },
    },
    {
      name: "POST /api/orders makes an order",
      run: async () => {
        const body = { customerId: made.customerId, status: "PENDING", total: 100 };
        const order = await ask(api("orders"), { status: 201, body });
        same("total", order.total, 100);
        made.orderId = order.id;
      },
    },
    {
      name: "POST /api/invoices reads the order and makes an invoice",
      run: async () => {
        const invoice = await ask(api("invoices"), {
          status: 201,
          body: { orderId: made.orderId, taxRate: 0.1 },
        });
        same("total", invoice.total, 110);
        made.invoiceId = invoice.id;
      },
    },
    ...readChecks(gateway, made),
    {
      name: "POST /api/customers without an e-mail answers 400 naming it",
      run: async () => {
        const body = { firstName: "Ada", lastName: "Lovelace" };
        const { error } = await ask(api("customers"), { status: 400, body });
        same("field", (error as { field?: string }).field, "email");
      },
    },
    {
      name: "GET /nothing/here answers 404 with a JSON body",
      run: async () => {
        const { error } = await ask(`${gateway}/nothing/here`, { status: 404 });
        same("code", (error as { code?: string }).code, "not_found");
      },
    },
    ...Object.entries(services).map(([service, url]) => ({
      name: `GET /api/docs of ${service} shows its OpenAPI page`,
      run: async () => void (await ask(`${url}/api/docs/`)),
    })),
  ];
}

/** What was made is there, alone and in its list; also after a restart. */
export function readChecks(gateway: string, made: Made): Check[] {
  const kinds = [
    ["customers", "customerId"],
    ["orders", "orderId"],
    ["invoices", "invoiceId"],
  ] as const;
  return kinds.flatMap(([path, key]) => [
    {
      name: `GET /api/${path}/:id gives it back`,
      run: async () => {
        const one = await ask(`${gateway}/api/${path}/${String(made[key])}`);
        same("id", one.id, made[key]);
      },
    },
    {
      name: `GET /api/${path} lists it`,
      run: async () => {
        const list = JSON.stringify(await ask(`${gateway}/api/${path}?limit=100`));
        same("in the list", list.includes(String(made[key])), true);
      },
    },
  ]);
}
