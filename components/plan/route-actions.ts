import { ArgumentError } from "../errors";

/** What the load balancer changes of a request before it hands it on; which rule it meets stays. */
export interface Rewrite {
  /**
   * Regular expression for path and query, and what replaces its first match, e.g.
   * `["^/api/v1/(.*)$", "/$1"]`; `$1` is its first group. No lookaround, no backreference.
   *
   * @default - as asked
   */
  path?: readonly [regex: string, replacement: string];

  /**
   * Regular expression for the Host header, and what replaces its match.
   *
   * @default - as asked
   */
  host?: readonly [regex: string, replacement: string];
}

/** A claim that a token must have. */
export interface JwtClaim {
  /** Name of the claim; `iss`, `exp`, `nbf` and `iat` are checked anyway. */
  name: string;

  /**
   * How the token holds it: one text, a list of texts, or texts with blanks between, as `scope`.
   *
   * @default "single-string"
   */
  format?: "single-string" | "string-array" | "space-separated-values";

  /** What it must hold, 1 to 10 values. */
  values: readonly string[];
}

/**
 * Who may ask: those who bring a token that the load balancer finds valid. Others are answered 401. Only
 * for services with a rolling deployment: others move rules that do nothing but forward.
 */
export interface Auth {
  /** A JSON Web Token in the Authorization header, signed with RS256. */
  jwt: {
    /** The `iss` of its tokens, 1 to 256 characters. */
    issuer: string;
    /** HTTPS URL of the issuer's keys, at most 256 characters, which anyone on the internet can read. */
    jwksEndpoint: string;

    /**
     * What else its tokens must hold, at most 10 claims.
     *
     * @default - nothing
     */
    claims?: readonly JwtClaim[];
  };
}

const MAX_TEXT = 1024;
const MAX_ISSUER = 256;
const MAX_CLAIMS = 10;
const ALWAYS_CHECKED = ["exp", "iss", "nbf", "iat"];

/** Throws, naming `where`, for a rewrite that an ALB does not take. */
export function checkRewrite(where: string, { path, host }: Rewrite): void {
  if (path === undefined && host === undefined) {
    throw new ArgumentError(`${where}: rewrite is empty; give path, host or both`);
  }
  for (const [what, pair] of Object.entries({ path, host })) {
    const [regex, replacement] = pair ?? ["^", ""];
    if (regex.length < 1 || regex.length > MAX_TEXT || replacement.length > MAX_TEXT) {
      throw new ArgumentError(
        `${where}: rewrite.${what} has ${regex.length} and ${replacement.length} characters; use 1 to ${MAX_TEXT} and up to ${MAX_TEXT}`,
      );
    }
    const unsupported = /\(\?(?:<?[=!]|>)|\\[1-9]|\\p\{|(?<!\\)[*+?}]\+/.exec(regex)?.[0];
    if (unsupported !== undefined) {
      throw new ArgumentError(
        `${where}: rewrite.${what} has "${unsupported}"; an ALB knows no lookaround, backreference, atomic group, possessive quantifier or \\p class`,
      );
    }
  }
}

/** Throws, naming `where`, for a token's check that an ALB does not take. */
export function checkAuth(where: string, { jwt }: Auth): void {
  const { issuer, jwksEndpoint, claims = [] } = jwt;
  if (issuer.length < 1 || issuer.length > MAX_ISSUER) {
    throw new ArgumentError(
      `${where}: auth.jwt.issuer has ${issuer.length} characters; use 1 to ${MAX_ISSUER}`,
    );
  }
  if (!/^https:\/\/[^/\s]+\/\S*$/.test(jwksEndpoint) || jwksEndpoint.length > MAX_ISSUER) {
    throw new ArgumentError(
      `${where}: auth.jwt.jwksEndpoint is "${jwksEndpoint}"; use an https:// URL with a path, at most ${MAX_ISSUER} characters`,
    );
  }
  if (claims.length > MAX_CLAIMS) {
    throw new ArgumentError(
      `${where}: auth.jwt.claims has ${claims.length}; use at most ${MAX_CLAIMS}`,
    );
  }
  for (const { name, values, format = "single-string" } of claims) {
    if (name === "" || ALWAYS_CHECKED.includes(name)) {
      throw new ArgumentError(
        `${where}: auth.jwt.claims has "${name}"; use other claims than ${ALWAYS_CHECKED.join(", ")}, which are checked anyway`,
      );
    }
    const most = format === "single-string" ? 1 : MAX_CLAIMS;
    if (values.length < 1 || values.length > most) {
      throw new ArgumentError(
        `${where}: auth.jwt.claims "${name}" has ${values.length} values; a ${format} claim takes 1${most > 1 ? ` to ${most}` : ""}`,
      );
    }
  }
}
