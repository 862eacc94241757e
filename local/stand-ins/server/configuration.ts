import { propertiesOf } from "../schema/properties";
import { Problem } from "../types/type-entry";
import { Values, asText, asValues } from "../values";

/** How one provider of the program is configured. */
export interface Configuration {
  region: string;
  defaultTags: Values;
}

/** Properties of the engine's own in a provider's inputs. */
const ENGINE_OWN = ["version", "pluginDownloadURL"];

const PROVIDER = "pulumi:providers:aws";

/** What is wrong with a provider's inputs, as the real provider sees it. */
export function configurationProblems(type: string, news: Values, region?: string): Problem[] {
  if (type !== PROVIDER) {
    return [];
  }
  const allowed = [...(propertiesOf(PROVIDER)?.inputs ?? []), ...ENGINE_OWN];
  const strange = Object.keys(news)
    .filter(key => !allowed.includes(key))
    .map(property => ({ property, reason: `the AWS provider has no setting "${property}"` }));
  return asText(news.region) === "" && region === undefined
    ? [...strange, { property: "region", reason: "it is missing: set aws:region" }]
    : strange;
}

/** Reads a provider's settings; structures come as JSON. */
export function readConfiguration(settings: Values, region = ""): Configuration {
  const { tags } = asValues(structure(settings.defaultTags));
  return { region: asText(settings.region) || region, defaultTags: asValues(tags) };
}

function structure(value: unknown): unknown {
  return typeof value === "string" && value.startsWith("{") ? JSON.parse(value) : value;
}
