import * as http from "http";
import * as https from "https";

import type { Answer } from "./checks";
import type { Request } from "./route-requests";

/** Longest that one request may take, in milliseconds. */
const REQUEST_MS = 10_000;

/** What the load balancer answers itself where no rule matches: `components/load-balancer/listeners.ts`. */
export const NO_RULE = "No service answers this path.";

/**
 * Makes a request. Its Host header is sent as it is written, which `fetch` would not do, and a certificate
 * must be good for that name.
 */
export function ask(
  base: URL,
  { method, path, headers }: Request,
  interrupt: AbortSignal,
): Promise<Answer> {
  const url = new URL(base.pathname.replace(/\/$/, "") + path, base);
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === "https:" ? https : http;
    const options = {
      agent: false,
      method,
      headers: { accept: "application/json", ...headers },
      servername: headers.host,
      signal: AbortSignal.any([interrupt, AbortSignal.timeout(REQUEST_MS)]),
    };
    const sent = request(url, options, answer => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => (body += part));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          location: answer.headers.location && new URL(answer.headers.location, url).href,
          unrouted: answer.statusCode === 404 && body.includes(NO_RULE),
        }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });
}

/** Why a request was not answered, in a few words. */
export function whyNot(error: unknown): string {
  const { code = "", message, name } = error as NodeJS.ErrnoException;
  if (name === "AbortError" || name === "TimeoutError") {
    return `no answer in ${REQUEST_MS / 1000} s`;
  }
  if (isAboutCertificate(error)) {
    return `its certificate: ${message || code}; give --url with a name that it is for, or its authority in NODE_EXTRA_CA_CERTS`;
  }
  return message || code || String(error);
}

/** Whether asking again is of no use. */
export function isAboutCertificate(error: unknown): boolean {
  const { code = "" } = error as NodeJS.ErrnoException;
  return /CERT|SELF_SIGNED|UNABLE_TO_/.test(code);
}
