import { hasDecimals, largestAmount } from "./shared/decimals";
import { ApiError } from "./shared/errors";

/** What an invoice needs to know of an order. */
export interface Order {
  id: string;
  /** Amount before tax, with two decimals. */
  total: number;
}

/** The order service, as this one sees it. */
export interface OrderClient {
  /**
   * The order with this id, if there is one.
   * Rejects with a 503 {@link ApiError} when the order service is away, and a 502 one when its
   * answer makes no sense.
   */
  find(id: string, requestId: string): Promise<Order | undefined>;
  /** Resolves when the order service is alive. */
  ping(): Promise<void>;
}

/**
 * Talks to the order service over HTTP.
 *
 * @param baseUrl with or without a trailing slash
 * @param timeoutMs longest wait for a whole answer, in milliseconds
 */
export function createOrderClient(baseUrl: string, timeoutMs = 2000): OrderClient {
  const base = baseUrl.replace(/\/+$/, "");
  const ask = async (path: string, headers: Record<string, string>) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(`${base}${path}`, { headers, signal, redirect: "error" });
    return { status: response.status, text: await response.text() };
  };
  return {
    async find(id, requestId) {
      const path = `/api/orders/${id}`;
      const { status, text } = await ask(path, { "x-request-id": requestId }).catch(away);
      if (status === 404) {
        return undefined;
      }
      if (status === 503 || status === 504) {
        return away(new Error(`the order service answered ${status}`));
      }
      return status === 200 ? parseOrder(text, id) : badAnswer(`status ${status}`);
    },
    async ping() {
      const { status } = await ask("/health/live", {});
      if (status !== 200) {
        throw new Error(`the order service answered ${status}`);
      }
    },
  };
}

function parseOrder(text: string, id: string): Order {
  let order: Partial<Order> | null;
  try {
    order = JSON.parse(text) as Partial<Order> | null;
  } catch {
    return badAnswer("no JSON");
  }
  const total = order?.total;
  // A UUID is the same in capitals.
  if (order?.id !== id.toLowerCase() || typeof total !== "number" || !isAmount(total)) {
    return badAnswer("no such order in the answer");
  }
  return { id: order.id, total };
}

function isAmount(value: number): boolean {
  return value >= 0 && value <= largestAmount && hasDecimals(value, 2);
}

function away(cause: unknown): never {
  const message = "The order service is away; try again later.";
  throw new ApiError(503, "order_service_away", message, undefined, { cause });
}

function badAnswer(reason: string): never {
  const message = "The order service gave an answer that makes no sense.";
  const cause = new Error(reason);
  throw new ApiError(502, "order_service_bad_answer", message, undefined, { cause });
}
