import { expect } from "chai";

import { FargateSize, fargateSize } from "../../../components/plan/fargate-size";

describe("fargateSize", () => {
  for (const [cpu, memory] of [
    [256, 512],
    [512, 4096],
    [1024, 8192],
    [2048, 5120],
    [4096, 30720],
    [8192, 61440],
    [16384, 122880],
    [32768, 249856],
  ]) {
    it(`takes ${cpu} with ${memory} MiB`, () => {
      expect(fargateSize("orders", cpu, memory)).to.deep.equal({ cpu, memory });
    });
  }

  for (const [cpu, memory, message] of [
    [256, 4096, "orders: memory is 4096 MiB; with cpu 256 Fargate takes 512, 1024, 2048"],
    [512, 512, "orders: memory is 512 MiB; with cpu 512 Fargate takes 1024, 2048, 3072, 4096"],
    [8192, 17408, "orders: memory is 17408 MiB; with cpu 8192 Fargate takes 16384, 20480"],
    [
      500,
      1024,
      "orders: cpu is 500; Fargate takes 256, 512, 1024, 2048, 4096, 8192, 16384, 32768 units",
    ],
  ] as const) {
    it(`refuses ${cpu} with ${memory} MiB`, () => {
      expect(() => fargateSize("orders", cpu, memory)).to.throw(message);
    });
  }

  it("does not compile an impossible pair", () => {
    // @ts-expect-error 256 CPU units take at most 2048 MiB
    const size: FargateSize = { cpu: 256, memory: 4096 };
    expect(() => fargateSize("orders", size.cpu, size.memory)).to.throw(
      "orders: memory is 4096 MiB",
    );
  });
});
