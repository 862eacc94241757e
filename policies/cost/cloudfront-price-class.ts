import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fixOn, onTypes } from "../resource";

const DISTRIBUTION = ["aws:cloudfront/distribution:Distribution"];

/** From the cheapest edge locations to all. */
const CLASSES = ["PriceClass_100", "PriceClass_200", "PriceClass_All"];

interface Distribution {
  priceClass?: string;
}

/** Says nothing with the default, which allows all locations. */
export const cloudfrontPriceClass: ResourceValidationPolicy = {
  name: "cloudfront-price-class",
  description: "Distributions answer from no more places than the stack should pay for.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["cost"],
  remediationSteps: "Set priceClass to PriceClass_100: North America, Europe and Israel.",
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html#DownloadDistValuesPriceClass",
  configSchema: {
    properties: {
      largest: {
        description: "Largest price class that a distribution may have.",
        type: "string",
        enum: [...CLASSES],
        default: "PriceClass_All",
      },
    },
  },
  validateResource: onTypes<Distribution>(DISTRIBUTION, (distribution, report, args) => {
    const { largest } = args.getConfig<{ largest: string }>();
    if (isLarger(distribution, largest)) {
      report(`The price class is ${classOf(distribution)}: set priceClass to ${largest}.`);
    }
  }),
  remediateResource: fixOn<Distribution>(DISTRIBUTION, (distribution, args) => {
    const { largest } = args.getConfig<{ largest: string }>();
    return isLarger(distribution, largest) ? { priceClass: largest } : undefined;
  }),
};

/** Without one CloudFront takes all locations. */
function classOf({ priceClass = "PriceClass_All" }: Distribution): string {
  return priceClass;
}

function isLarger(distribution: Distribution, largest: string): boolean {
  return CLASSES.indexOf(classOf(distribution)) > CLASSES.indexOf(largest);
}
