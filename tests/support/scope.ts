import { Environment, Scope } from "../../components/plan/scope";

/** Order Management's scope in the account that the stand-ins play. */
export function scopeOf(environment: Environment): Scope {
  return new Scope({
    app: "order-management",
    environment,
    region: "us-east-1",
    accountId: "123456789012",
  });
}
