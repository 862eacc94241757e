import { Registry } from "../registry";
import { asText, asValues } from "../values";
import { covers, listOf, statementsOf } from "./policy-document";

/** A service that writes to a bucket on behalf of something of the account's. */
export interface BucketWriter {
  bucket: string;
  /** The service's principal. */
  service: string;
  /** ARN on whose behalf it writes. */
  sourceArn: string;
}

/** Whether the bucket's policy lets the service put objects, for the source where a condition names one. */
export function bucketTakes(
  others: Registry,
  { bucket, service, sourceArn }: BucketWriter,
): boolean {
  const policies = others
    .all("aws:s3/bucketPolicy:BucketPolicy")
    .filter(({ outputs }) => outputs.bucket === bucket);
  return policies
    .flatMap(({ outputs }) => statementsOf(asText(outputs.policy)))
    .some(statement => {
      const sources = Object.values(asValues(statement.Condition)).flatMap(operator =>
        listOf(
          Object.entries(asValues(operator)).find(([key]) => /^aws:sourcearn$/i.test(key))?.[1],
        ),
      );
      return (
        statement.Effect === "Allow" &&
        listOf(asValues(statement.Principal).Service).includes(service) &&
        listOf(statement.Action).some(action => covers(action, "s3:PutObject")) &&
        (sources.length === 0 || sources.some(pattern => covers(pattern, sourceArn)))
      );
    });
}
