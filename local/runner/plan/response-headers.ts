import type { z } from "zod";
import type { listener } from "./resources";

type Listener = z.infer<typeof listener>;

/** The headers that a listener can put into answers, by the property that holds their value. */
const headers = [
  ["routingHttpResponseStrictTransportSecurityHeaderValue", "Strict-Transport-Security"],
  ["routingHttpResponseContentSecurityPolicyHeaderValue", "Content-Security-Policy"],
  ["routingHttpResponseXContentTypeOptionsHeaderValue", "X-Content-Type-Options"],
  ["routingHttpResponseXFrameOptionsHeaderValue", "X-Frame-Options"],
  ["routingHttpResponseAccessControlAllowOriginHeaderValue", "Access-Control-Allow-Origin"],
  ["routingHttpResponseAccessControlAllowMethodsHeaderValue", "Access-Control-Allow-Methods"],
  ["routingHttpResponseAccessControlAllowHeadersHeaderValue", "Access-Control-Allow-Headers"],
  [
    "routingHttpResponseAccessControlAllowCredentialsHeaderValue",
    "Access-Control-Allow-Credentials",
  ],
  ["routingHttpResponseAccessControlExposeHeadersHeaderValue", "Access-Control-Expose-Headers"],
  ["routingHttpResponseAccessControlMaxAgeHeaderValue", "Access-Control-Max-Age"],
] as const;

/** The headers that a listener puts into its answers. */
export function addedHeaders(props: Listener): [string, string][] {
  return headers.flatMap(([property, name]): [string, string][] => {
    const value = props[property];
    return value ? [[name, value]] : [];
  });
}
