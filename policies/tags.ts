/** Tag of a rule that is mandatory in prod and advisory elsewhere. */
export const MANDATORY_IN_PROD = "mandatory-in-prod";

/** Tag of a rule that no exemption can excuse. */
export const NEVER_EXEMPT = "never-exempt";
