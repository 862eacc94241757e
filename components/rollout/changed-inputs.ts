/** Names of the inputs whose values differ; `__provider`, the resource's own code, is not one of them. */
export function changedInputs(olds: object, news: object): string[] {
  const before = olds as Record<string, unknown>;
  return Object.entries(news)
    .filter(
      ([key, value]) =>
        key !== "__provider" && JSON.stringify(value) !== JSON.stringify(before[key]),
    )
    .map(([key]) => key);
}
