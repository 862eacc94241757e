import { Environment, Platform, PlatformArgs } from "../../components";
import { scopeOf } from "./scope";

/** A certificate's ARN, for prod. */
export const CERTIFICATE =
  "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000";

/** A platform for a component under test to stand on. */
export function platformOf(
  environment: Environment,
  name = "platform",
  args: Partial<PlatformArgs> = {},
): Platform {
  return new Platform(name, {
    scope: scopeOf(environment),
    certificateArn: environment === "prod" ? CERTIFICATE : undefined,
    ...args,
  });
}
