import {
  DescribeImageScanFindingsCommand,
  DescribeImageScanFindingsCommandOutput,
  ECRClient,
  ScanNotFoundException,
} from "@aws-sdk/client-ecr";
import { setTimeout as wait } from "timers/promises";

import { OperationError } from "../errors";

/** An image in the registry. */
interface Image {
  repository: string;
  digest: string;
}

/** How a scan is waited for. */
interface Waiting {
  signal: AbortSignal;

  /**
   * Looks at it before giving up, five seconds apart.
   *
   * @default 60
   */
  looks?: number;
}

/** Seconds between two looks. */
const POLL_SECONDS = 5;

/** Findings of the scan that ECR makes of each image pushed, by severity: `{ CRITICAL: 1 }`. */
export async function scanFindings(
  ecr: ECRClient,
  { repository, digest }: Image,
  { signal, looks = 60 }: Waiting,
): Promise<Record<string, number>> {
  for (let look = 1; ; look++) {
    const found = await findingsNow(ecr, { repository, digest });
    const status = found?.imageScanStatus?.status;
    if (status === "COMPLETE" || status === "ACTIVE") {
      return found?.imageScanFindings?.findingSeverityCounts ?? {};
    }
    if (look === looks || (status !== undefined && !["IN_PROGRESS", "PENDING"].includes(status))) {
      const why = found?.imageScanStatus?.description ?? "no reason given";
      throw new OperationError(
        `ECR has not scanned ${repository}@${digest}: ${status ?? "no scan"} (${why})`,
      );
    }
    await wait(POLL_SECONDS * 1000, undefined, { signal });
  }
}

/** The scan as it stands; nothing when ECR has not begun. */
async function findingsNow(
  ecr: ECRClient,
  { repository, digest }: Image,
): Promise<DescribeImageScanFindingsCommandOutput | undefined> {
  try {
    return await ecr.send(
      new DescribeImageScanFindingsCommand({
        repositoryName: repository,
        imageId: { imageDigest: digest },
      }),
    );
  } catch (error) {
    if (error instanceof ScanNotFoundException) {
      return undefined;
    }
    throw error;
  }
}
