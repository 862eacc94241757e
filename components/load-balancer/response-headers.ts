import { ArgumentError } from "../errors";

/** Who may call from a browser that shows another site's page. */
export interface Cors {
  /** The one site, e.g. `https://shop.example.com`: the load balancer's header holds no list. */
  origin: string;

  /**
   * Methods that a page there may use.
   *
   * @default - those that browsers allow without asking: GET, HEAD and POST
   */
  methods?: readonly string[];

  /**
   * Request headers that a page there may set.
   *
   * @default - those that browsers allow without asking
   */
  headers?: readonly string[];

  /**
   * Seconds that a browser keeps the answer to its question, 0 to 86400.
   *
   * @default - as the browser likes, mostly 5
   */
  maxAge?: number;

  /**
   * Whether a page there may send cookies and the Authorization header.
   *
   * @default false
   */
  credentials?: boolean;
}

/** Headers that the load balancer puts on every answer, a service's own of the same name replaced. */
export interface ResponseHeaders {
  /**
   * Content-Security-Policy, e.g. `default-src 'self'`.
   *
   * @default - none
   */
  contentSecurityPolicy?: string;

  /**
   * X-Frame-Options: whether other pages may show these in a frame.
   *
   * @default "DENY"
   */
  frameOptions?: "DENY" | "SAMEORIGIN";

  /**
   * Seconds that browsers remember to use TLS only, 0 to 63072000. Sent over TLS, so not without a
   * certificate.
   *
   * @default 31536000
   */
  hstsMaxAge?: number;

  /**
   * Which other site's pages may call, and how. A browser's question before (OPTIONS) goes to the
   * service of its path, or to a fixed answer with `methods: ["OPTIONS"]`.
   *
   * @default - none
   */
  cors?: Cors;
}

/** Longest value that an ALB puts in a header. */
const MAX_VALUE = 1024;
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** The listener's attributes for its headers; throws, naming `where`, for values that it does not take. */
export function toListenerAttributes(where: string, headers: ResponseHeaders, tls: boolean) {
  const { contentSecurityPolicy, frameOptions = "DENY", hstsMaxAge = 31536000, cors } = headers;
  checkValue(`${where}: headers.contentSecurityPolicy`, contentSecurityPolicy);
  checkSeconds(`${where}: headers.hstsMaxAge`, hstsMaxAge, 63072000);
  return {
    routingHttpResponseServerEnabled: false,
    routingHttpResponseXContentTypeOptionsHeaderValue: "nosniff",
    routingHttpResponseXFrameOptionsHeaderValue: frameOptions,
    routingHttpResponseContentSecurityPolicyHeaderValue: contentSecurityPolicy,
    routingHttpResponseStrictTransportSecurityHeaderValue: tls
      ? `max-age=${hstsMaxAge}; includeSubDomains`
      : undefined,
    ...(cors && toCorsAttributes(`${where}: headers.cors`, cors)),
  };
}

function toCorsAttributes(where: string, { origin, methods, headers, ...rest }: Cors) {
  const { maxAge, credentials = false } = rest;
  if (!/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/.test(origin)) {
    throw new ArgumentError(
      `${where}.origin is "${origin}"; use one site such as https://shop.example.com, without a path, never *`,
    );
  }
  const unknown = methods?.find(method => !METHODS.includes(method));
  if (unknown !== undefined) {
    throw new ArgumentError(`${where}.methods has "${unknown}"; use ${METHODS.join(", ")}`);
  }
  const notHeader = headers?.find(header => !/^[A-Za-z0-9-]+$/.test(header));
  if (notHeader !== undefined) {
    throw new ArgumentError(`${where}.headers has "${notHeader}"; use names of headers, never *`);
  }
  if (maxAge !== undefined) {
    checkSeconds(`${where}.maxAge`, maxAge, 86400);
  }
  checkValue(`${where}.headers`, headers?.join(","));
  return {
    routingHttpResponseAccessControlAllowOriginHeaderValue: origin,
    routingHttpResponseAccessControlAllowMethodsHeaderValue: methods?.join(","),
    routingHttpResponseAccessControlAllowHeadersHeaderValue: headers?.join(","),
    routingHttpResponseAccessControlMaxAgeHeaderValue: maxAge?.toString(),
    // The header knows no "false": a browser takes its absence for it.
    routingHttpResponseAccessControlAllowCredentialsHeaderValue: credentials ? "true" : undefined,
  };
}

function checkValue(what: string, value: string | undefined): void {
  if (value !== undefined && !/^[ -~]{1,1024}$/.test(value)) {
    throw new ArgumentError(
      `${what} has ${value.length} characters; use 1 to ${MAX_VALUE}, printable ASCII only`,
    );
  }
}

function checkSeconds(what: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw new ArgumentError(`${what} is ${value}; use a whole number of seconds from 0 to ${most}`);
  }
}
