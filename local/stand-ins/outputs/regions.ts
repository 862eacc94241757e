/** Zones of a region where there are not three. */
const ZONE_COUNTS: Readonly<Record<string, number>> = {
  "us-east-1": 6,
  "us-west-2": 4,
  "ap-northeast-1": 4,
  "ap-northeast-2": 4,
  "us-west-1": 2,
};

/** Canonical hosted zones of application load balancers, which aliases need. */
const ALB_ZONE_IDS: Readonly<Record<string, string>> = {
  "us-east-1": "Z35SXDOTRQ7X7K",
  "us-east-2": "Z3AADJGX6KTTL2",
  "us-west-1": "Z368ELLRRE2KJ0",
  "us-west-2": "Z1H1FL5HABSF5",
  "eu-west-1": "Z32O12XQLNTSW2",
  "eu-west-2": "ZHURV8PSTC4K8",
  "eu-central-1": "Z215JYRZR1TBD5",
};

/** An availability zone. */
export interface Zone {
  /** E.g. `us-east-1a`. */
  name: string;
  /** E.g. `use1-az1`. */
  zoneId: string;
}

/** The availability zones of a region, in order. */
export function zonesOf(region: string): Zone[] {
  const [place, direction, number] = region.split("-");
  const short = `${place}${abbreviate(direction)}${number}`;
  return Array.from({ length: ZONE_COUNTS[region] ?? 3 }, (_, index) => ({
    name: `${region}${"abcdef"[index]}`,
    zoneId: `${short}-az${index + 1}`,
  }));
}

/** `east` is `e`, `northeast` is `ne`. */
function abbreviate(direction = ""): string {
  return (direction.match(/north|south|east|west|central|gov/g) ?? [])
    .map(word => word[0])
    .join("");
}

/** The hosted zone in which the region's load balancers have their names. */
export function albZoneIdOf(region: string): string {
  return ALB_ZONE_IDS[region] ?? "Z00000000000000000ALB";
}
