import { Problem, Surroundings } from "../types/type-entry";
import { Values, asList, asText, asValues, at, hasUnknown } from "../values";

/** Actions that end a rule; others come before. */
const LAST_ACTIONS = ["forward", "redirect", "fixed-response"];
const FIRST_ACTIONS = ["authenticate-cognito", "authenticate-oidc", "jwt-validation"];
const CONTENT_TYPES = [
  "text/plain",
  "text/css",
  "text/html",
  "application/javascript",
  "application/json",
];
const CLAIM_FORMATS = ["single-string", "string-array", "space-separated-values"];
const CHECKED_ANYWAY = ["exp", "iss", "nbf", "iat"];

/** The configuration that each transform needs. */
const TRANSFORMS: Readonly<Record<string, string | undefined>> = {
  "host-header-rewrite": "hostHeaderRewriteConfig",
  "url-rewrite": "urlRewriteConfig",
};

/** A rule ends in one action that answers or hands on, and each action is whole. */
export function actionsFit(inputs: Values): Problem[] {
  if (hasUnknown(asList(inputs.actions).map(action => asValues(action).type))) {
    return [];
  }
  const actions = asList(inputs.actions).map(asValues);
  const types = actions.map(({ type }) => asText(type));
  const known = [...LAST_ACTIONS, ...FIRST_ACTIONS];
  const ends = types.filter(type => LAST_ACTIONS.includes(type)).length;
  const problems = [
    ...types
      .filter(type => !known.includes(type))
      .map(type => `the action "${type}" is not valid; use one of ${known.join(", ")}`),
    ...(ends === 1 && LAST_ACTIONS.includes(types[types.length - 1])
      ? []
      : [
          "InvalidLoadBalancerAction: the last action must be forward, redirect or fixed-response, and one of them only",
        ]),
    ...actions.flatMap(action => [...responseProblems(action), ...tokenProblems(action)]),
  ];
  return problems.map(reason => ({ property: "actions", reason }));
}

function responseProblems({ type, fixedResponse }: Values): string[] {
  if (type !== "fixed-response" || hasUnknown(fixedResponse)) {
    return [];
  }
  const { statusCode, contentType, messageBody } = asValues(fixedResponse);
  return [
    ...(/^[245]\d\d$/.test(asText(statusCode) || "200")
      ? []
      : [`the status code ${asText(statusCode)} is not valid; use 2XX, 4XX or 5XX`]),
    ...(CONTENT_TYPES.includes(asText(contentType))
      ? []
      : [
          `the content type "${asText(contentType)}" is not valid; use one of ${CONTENT_TYPES.join(", ")}`,
        ]),
    ...(asText(messageBody).length <= 1024
      ? []
      : ["the message body is longer than 1024 characters"]),
  ];
}

function tokenProblems({ type, jwtValidation }: Values): string[] {
  if (type !== "jwt-validation" || hasUnknown(jwtValidation)) {
    return [];
  }
  const { issuer, jwksEndpoint, additionalClaims } = asValues(jwtValidation);
  const claims = asList(additionalClaims).map(asValues);
  return [
    ...(/^.{1,256}$/.test(asText(issuer)) ? [] : ["the issuer takes 1 to 256 characters"]),
    ...(/^https:\/\/[^/]+\/.{0,240}$/.test(asText(jwksEndpoint))
      ? []
      : ["the JWKS endpoint must be a full HTTPS URL of at most 256 characters"]),
    ...(claims.length <= 10 ? [] : [`${claims.length} additional claims; an action takes 10`]),
    ...claims.flatMap(claimProblems),
  ];
}

function claimProblems({ name, format, values }: Values): string[] {
  const count = asList(values).length;
  const most = format === "single-string" ? 1 : 10;
  return [
    ...(CHECKED_ANYWAY.includes(asText(name))
      ? [`the claim ${asText(name)} is validated by default and cannot be specified`]
      : []),
    ...(CLAIM_FORMATS.includes(asText(format))
      ? []
      : [`the claim format "${asText(format)}" is not valid; use ${CLAIM_FORMATS.join(", ")}`]),
    ...(count >= 1 && count <= most
      ? []
      : [`the claim ${asText(name)} has ${count} values; its format takes 1 to ${most}`]),
  ];
}

/** A rule has at most one transform of each type, with its own configuration and a regular expression. */
export function transformsFit(inputs: Values): Problem[] {
  const transforms = asList(inputs.transforms).map(asValues);
  if (hasUnknown(transforms)) {
    return [];
  }
  const types = transforms.map(({ type }) => asText(type));
  const problems = [
    ...types
      .filter((type, i) => types.indexOf(type) < i)
      .map(type => `ValidationError: a rule takes one transform of type ${type}`),
    ...transforms.flatMap(transformProblems),
  ];
  return problems.map(reason => ({ property: "transforms", reason }));
}

function transformProblems(transform: Values): string[] {
  const type = asText(transform.type);
  const config = TRANSFORMS[type];
  if (config === undefined) {
    return [`the transform "${type}" is not valid; use ${Object.keys(TRANSFORMS).join(" or ")}`];
  }
  const rewrite = asValues(at(transform, `${config}.rewrite`));
  const regex = asText(rewrite.regex);
  return [
    ...(/^[^]{1,1024}$/.test(regex) && asText(rewrite.replace).length <= 1024
      ? []
      : [`${config} takes a regex of 1 to 1024 characters and a replacement of up to 1024`]),
    ...(/\(\?(?:<?[=!]|>)|\\[1-9]|\\p\{/.test(regex)
      ? [`ValidationError: the regular expression ${regex} is not supported`]
      : []),
  ];
}

/** Tokens and users are checked on HTTPS listeners only. */
export function authenticationIsSecure({ inputs, others }: Surroundings): string[] {
  const listener = others.find(asText(inputs.listenerArn), "aws:lb/listener:Listener");
  const secret = asList(inputs.actions)
    .map(action => asText(asValues(action).type))
    .find(type => FIRST_ACTIONS.includes(type));
  return secret === undefined || listener === undefined || listener.outputs.protocol === "HTTPS"
    ? []
    : [
        `InvalidLoadBalancerAction: Actions of type '${secret}' are supported only on HTTPS listeners`,
      ];
}

/** A listener takes a certificate of its own region that has been issued. */
export function certificateIsIssued({ inputs, others, region }: Surroundings): string[] {
  const arn = asText(inputs.certificateArn);
  const certificate = others.find(arn, "aws:acm/certificate:Certificate");
  if (certificate === undefined) {
    return [];
  }
  const issued = others
    .all("aws:acm/certificateValidation:CertificateValidation")
    .some(({ outputs }) => outputs.certificateArn === arn);
  if (!issued) {
    return [`UnsupportedCertificate: The certificate '${arn}' is not issued`];
  }
  return arn.split(":")[3] === (asText(inputs.region) || region)
    ? []
    : [`CertificateNotFound: Certificate ARN '${arn}' is not of this region`];
}
