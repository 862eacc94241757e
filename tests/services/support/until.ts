import { setTimeout } from "node:timers/promises";

/** Asks again and again; rejects when the answer is not true within ten seconds. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      throw new Error("it did not come true within ten seconds");
    }
    await setTimeout(20);
  }
}
