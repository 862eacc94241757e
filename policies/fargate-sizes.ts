/** MiB from, to, in steps of. */
interface Range {
  least: number;
  most: number;
  step: number;
}

/**
 * Memory in MiB that Fargate takes with each number of CPU units (1024 = 1 vCPU); source: "Task CPU and
 * memory", https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html.
 */
const MEMORY_BY_CPU: Readonly<Partial<Record<number, readonly number[] | Range>>> = {
  256: [512, 1024, 2048],
  512: { least: 1024, most: 4096, step: 1024 },
  1024: { least: 2048, most: 8192, step: 1024 },
  2048: { least: 4096, most: 16384, step: 1024 },
  4096: { least: 8192, most: 30720, step: 1024 },
  8192: { least: 16384, most: 61440, step: 4096 },
  16384: { least: 32768, most: 122880, step: 8192 },
  32768: [61440, 122880, 249856],
};

/** The numbers of CPU units that a Fargate task may have. */
export const FARGATE_CPUS: readonly number[] = Object.keys(MEMORY_BY_CPU).map(Number);

/** Whether Fargate takes this memory with these CPU units. */
export function isFargateSize(cpu: number, memory: number): boolean {
  const sizes = MEMORY_BY_CPU[cpu];
  if (sizes === undefined || !("least" in sizes)) {
    return sizes?.includes(memory) ?? false;
  }
  const { least, most, step } = sizes;
  return memory >= least && memory <= most && (memory - least) % step === 0;
}

/** The memory that Fargate takes with these CPU units, in words. */
export function fargateMemory(cpu: number): string {
  const sizes = MEMORY_BY_CPU[cpu] ?? [];
  return "least" in sizes
    ? `${sizes.least} to ${sizes.most} in steps of ${sizes.step}`
    : sizes.join(", ");
}

/** CPU units of `"256"` or `".25 vCPU"`; not a number when it is neither. */
export function cpuUnits(text: string): number {
  return amountOf(text, /^([\d.]+)\s*vcpu$/i);
}

/** MiB of `"512"` or `"0.5 GB"`; not a number when it is neither. */
export function mebibytes(text: string): number {
  return amountOf(text, /^([\d.]+)\s*gb$/i);
}

function amountOf(text: string, inThousands: RegExp): number {
  const large = inThousands.exec(text.trim());
  return large === null ? Number(text) : Number(large[1]) * 1024;
}
