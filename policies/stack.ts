import { peek, UNKNOWN } from "./known";

/** What is read of a resource to see what it refers to. */
interface Referring {
  props: Record<string, unknown>;
  propertyDependencies: Readonly<Record<string, readonly { urn: string }[] | undefined>>;
}

/**
 * Whether a property of one resource stands for another: it was taken from that resource's outputs, or
 * holds its id or name. Works before ids are known.
 */
export function refersTo(
  resource: Referring,
  property: string,
  target: Pick<Referring, "props"> & { urn: string },
): boolean {
  if (resource.propertyDependencies[property]?.some(({ urn }) => urn === target.urn)) {
    return true;
  }
  const value = peek(() => resource.props[property]);
  return (
    typeof value === "string" &&
    ["id", "arn", "name", "bucket"].some(key => {
      const own = peek(() => target.props[key]);
      return own !== UNKNOWN && own === value;
    })
  );
}
