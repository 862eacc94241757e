import { refuseSharedNames, Scope, tagEverything } from "../components";
import { Settings } from "../settings";
import { a4co } from "./a4co";
import { customerPortal } from "./customer-portal";
import { createDeployRoles } from "./deploy-role";
import { ecommerce } from "./ecommerce";
import { eventBooking } from "./event-booking";
import { orderManagement } from "./order-management";
import { System } from "./system";

/** Every system, by the name that a stack's settings choose it with. */
export const systems: Readonly<Record<string, System>> = {
  "order-management": orderManagement,
  "customer-portal": customerPortal,
  "event-booking": eventBooking,
  ecommerce,
  a4co,
};

/** Deploys the system that the settings name, tagged, and returns its outputs. */
export function deploySystem(settings: Settings, accountId: string): Record<string, unknown> {
  const { environment, region, owner, costCenter } = settings;
  const system = systems[settings.system];
  const scope = new Scope({
    app: system.app,
    registry: system.registry,
    environment,
    label: system.labels?.[environment],
    instance: settings.review,
    region,
    accountId,
  });
  refuseSharedNames();
  tagEverything({
    Environment: scope.label,
    Application: scope.app,
    Owner: owner,
    CostCenter: costCenter,
  });
  const { platform, outputs } = system.deploy(scope, settings);
  const { deployRole } = settings;
  return {
    ...outputs,
    operations: platform.operations(system.smoke),
    ...(deployRole && createDeployRoles(scope, system.buckets, deployRole)),
  };
}
