import * as http from "node:http";
import type { Sample } from "./samples";

/** Longest that one request may take, in milliseconds. */
const requestMs = 10_000;

/** What came back. */
export interface Reply {
  status: number;
  /** The body, where it is a JSON object. */
  json?: Record<string, unknown>;
  /** Who says that it has answered: `x-served-by`. */
  servedBy?: string;
}

/**
 * Sends a request as it is written, its Host header too, which `fetch` would set itself.
 *
 * @param body sent as JSON
 */
export function exchange(
  port: number,
  { method, target, headers }: Sample,
  body?: object,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(requestMs);
    const sent = body === undefined ? headers : { ...headers, "content-type": "application/json" };
    const options = { host: "127.0.0.1", port, method, path: target, headers: sent, signal };
    const request = http.request({ ...options, agent: false }, answer => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => (text += part));
      answer.on("error", reject);
      answer.on("end", () => {
        const servedBy = answer.headers["x-served-by"];
        resolve({
          status: answer.statusCode ?? 0,
          json: objectIn(text),
          servedBy: typeof servedBy === "string" ? servedBy : undefined,
        });
      });
    });
    request.on("error", reject);
    request.end(body && JSON.stringify(body));
  });
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
