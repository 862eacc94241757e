/** CPU units of a task: ECS takes `"512"` as well as `"0.5 vCPU"`. Undefined when it is neither. */
export function cpuUnits(text: string | undefined): number | undefined {
  return quantity(text, { "": 1, vcpu: 1024 });
}

/** MiB of memory of a task: ECS takes `"2048"` as well as `"2 GB"`. Undefined when it is neither. */
export function memoryMiB(text: string | undefined): number | undefined {
  return quantity(text, { "": 1, mb: 1, gb: 1024 });
}

function quantity(
  text: string | undefined,
  units: Readonly<Record<string, number | undefined>>,
): number | undefined {
  const [, amount, unit] = /^\s*(\d*\.?\d+)\s*([a-z]*)\s*$/i.exec(text ?? "") ?? [];
  const factor = amount === undefined ? undefined : units[unit.toLowerCase()];
  return factor === undefined ? undefined : Number(amount) * factor;
}
