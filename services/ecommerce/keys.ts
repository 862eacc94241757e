import { EncryptionKey, ExternalApi, Linkable, Scope, Secret } from "../../components";

/** Keys that services get, by what they are for. All but those made here are put by an operator. */
export interface Keys {
  /** Checks tokens: every service. */
  verifying: Linkable;
  /** Signs tokens (RS256). */
  signing: Secret;
  /** Reports errors and traces: every service. */
  monitoring: Linkable;
  /** Takes payments. */
  payment: Linkable;
  /** Sends mail. */
  mail: Linkable;
}

/** The documented secrets, each for the services that need it and no other. */
export function createKeys(scope: Scope, key: EncryptionKey): Keys {
  const secret = (path: string, variable: string) =>
    new Secret(path.replaceAll("/", "-"), { scope, key, path, variable });
  return {
    verifying: secret("jwt/public-key", "JWT_PUBLIC_KEY"),
    signing: secret("jwt/private-key", "JWT_PRIVATE_KEY"),
    monitoring: new ExternalApi("monitoring", {
      hosts: ["sentry.io", "log-api.newrelic.com"],
      secrets: [
        secret("sentry/dsn", "SENTRY_DSN"),
        secret("new-relic/license-key", "NEW_RELIC_LICENSE_KEY"),
      ],
    }),
    payment: new ExternalApi("payment", {
      hosts: ["api.stripe.com", "api-m.paypal.com"],
      secrets: [
        secret("stripe/api-key", "STRIPE_API_KEY"),
        secret("stripe/webhook-secret", "STRIPE_WEBHOOK_SECRET"),
        secret("paypal/client-id", "PAYPAL_CLIENT_ID"),
        secret("paypal/client-secret", "PAYPAL_CLIENT_SECRET"),
      ],
    }),
    mail: new ExternalApi("mail", {
      hosts: ["api.sendgrid.com"],
      secrets: [secret("sendgrid/api-key", "SENDGRID_API_KEY")],
    }),
  };
}
