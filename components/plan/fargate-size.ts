import { ArgumentError } from "../errors";

/** Memory in MiB that Fargate takes with each number of CPU units; source: "Task CPU and memory", ECS developer guide. */
const MEMORY_BY_CPU = {
  256: [512, 1024, 2048],
  512: [1024, 2048, 3072, 4096],
  1024: [2048, 3072, 4096, 5120, 6144, 7168, 8192],
  2048: [4096, 5120, 6144, 7168, 8192, 9216, 10240, 11264, 12288, 13312, 14336, 15360, 16384],
  4096: [
    8192, 9216, 10240, 11264, 12288, 13312, 14336, 15360, 16384, 17408, 18432, 19456, 20480, 21504,
    22528, 23552, 24576, 25600, 26624, 27648, 28672, 29696, 30720,
  ],
  8192: [16384, 20480, 24576, 28672, 32768, 36864, 40960, 45056, 49152, 53248, 57344, 61440],
  16384: [32768, 40960, 49152, 57344, 65536, 73728, 81920, 90112, 98304, 106496, 114688, 122880],
  32768: [61440, 122880, 249856],
} as const;

type Cpu = keyof typeof MEMORY_BY_CPU;

/** CPU units (1024 = 1 vCPU) and memory (MiB) that Fargate takes together; no other pair compiles. */
export type FargateSize = {
  [C in Cpu]: { cpu: C; memory: (typeof MEMORY_BY_CPU)[C][number] };
}[Cpu];

/** Checks a pair that TypeScript has not seen, such as one from a stack's settings, for `subject`. */
export function fargateSize(subject: string, cpu: number, memory: number): FargateSize {
  if (!(cpu in MEMORY_BY_CPU)) {
    throw new ArgumentError(
      `${subject}: cpu is ${cpu}; Fargate takes ${Object.keys(MEMORY_BY_CPU).join(", ")} units`,
    );
  }
  const memories: readonly number[] = MEMORY_BY_CPU[cpu as Cpu];
  if (!memories.includes(memory)) {
    throw new ArgumentError(
      `${subject}: memory is ${memory} MiB; with cpu ${cpu} Fargate takes ${memories.join(", ")}`,
    );
  }
  return { cpu, memory } as FargateSize;
}
