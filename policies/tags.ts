/** Tag of a rule that is mandatory in prod and advisory elsewhere. */
export const MANDATORY_IN_PROD = "mandatory-in-prod";

/**
 * Tag of a rule that is mandatory in prod, advisory in staging and off elsewhere: it asks for what costs
 * money or binds, which an environment for development does without on purpose.
 */
export const PROD_ONLY = "prod-only";

/** Tag of a rule that no exemption can excuse. */
export const NEVER_EXEMPT = "never-exempt";
