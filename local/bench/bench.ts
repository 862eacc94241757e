import { deploy, launch } from "../commands/deployment";
import { run } from "../commands/run";
import { resolveTarget } from "../stack/target";
import { inThrowawayFolder } from "../stack/throwaway";
import { benchGateway } from "./gateway";
import { benchPolicies } from "./policies";
import { benchPreview } from "./preview";

/** `npm run bench`: how long previews and the policies take, and what the running system bears. No thresholds. */
void run(async signal => {
  for (const system of ["order-management", "customer-portal"]) {
    await benchPreview(system);
  }
  const portal = resolveTarget("customer-portal", "prod");
  const target = resolveTarget("order-management", "local");
  const silent = { signal, report: () => undefined };
  await inThrowawayFolder("bench-policies", async folder => {
    const made = await deploy(portal, { ...silent, folder, packs: "none", throwaway: true });
    await benchPolicies(made ?? []);
  });
  return inThrowawayFolder("bench", async folder => {
    const resources = await deploy(target, { ...silent, folder, packs: "none", throwaway: true });
    if (resources === undefined) {
      return false;
    }
    const running = await launch(folder, resources, { ...silent, log: () => undefined });
    try {
      await benchGateway(running.table[0].url);
    } finally {
      await running.stop();
    }
    return true;
  });
});
