import autocannon from "autocannon";
import { randomUUID } from "crypto";

const CONNECTIONS = 50;
const SECONDS = 10;

/**
 * Loads the order service through the gateway with 50 connections for 10 seconds each, first reading,
 * then writing, and prints rate and latency in milliseconds.
 */
export async function benchGateway(gateway: string): Promise<void> {
  const customer = await post(`${gateway}/api/customers`, {
    email: `${randomUUID()}@example.com`,
    firstName: "Ada",
    lastName: "Lovelace",
  });
  const order = { customerId: customer.id, status: "PENDING", total: 100 };
  const { id } = await post(`${gateway}/api/orders`, order);
  const loads: [what: string, options: Partial<autocannon.Options>][] = [
    ["GET /api/orders/:id", { url: `${gateway}/api/orders/${id}` }],
    [
      "POST /api/orders",
      {
        url: `${gateway}/api/orders`,
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(order),
      },
    ],
  ];
  console.log(`gateway, ${CONNECTIONS} connections for ${SECONDS} s, latency in ms`);
  for (const [what, options] of loads) {
    const result = await autocannon({
      url: gateway,
      ...options,
      connections: CONNECTIONS,
      duration: SECONDS,
    });
    const { p50, p99, max } = result.latency;
    console.log(
      `  ${what.padEnd(20)} ${result.requests.average.toFixed(0)}/s  p50 ${p50}  p99 ${p99}  max ${max}  ` +
        `errors ${result.errors + result.non2xx}`,
    );
  }
}

async function post(url: string, body: object): Promise<{ id: string }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.status !== 201) {
    throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  }
  return (await response.json()) as { id: string };
}
