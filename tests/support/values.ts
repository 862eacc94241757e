import * as pulumi from "@pulumi/pulumi";

/** The value of an output, to be awaited inside a recorded program or after it. */
export function valueOf<T>(output: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
  return new Promise(resolve => {
    pulumi.output(output).apply(value => resolve(value));
  });
}
