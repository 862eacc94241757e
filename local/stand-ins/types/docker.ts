import { prepareImage } from "../docker/prepare-image";
import { hex } from "../outputs/identity";
import { asText, asValues, canonicalJson } from "../values";
import { TypeEntry } from "./type-entry";

/** The image's name without its tag; a colon before the last slash is a registry's port. */
const repositoryOf = (imageName: string) => imageName.replace(/:[^:/]*$/, "");

/** Images built from a folder. Nothing is built here: the digest follows what would be built. */
export const docker: Readonly<Record<string, TypeEntry>> = {
  "docker:index/image:Image": {
    replaces: [],
    // Registry passwords expire within hours; only the server matters to the image.
    meanings: { registry: registry => asValues(registry).server },
    prepare: prepareImage,
    outputs: cloud => {
      const { context, dockerfile, platform, ...build } = asValues(cloud.inputs.build);
      const imageName = cloud.text("imageName");
      const content = hex(canonicalJson({ imageName, platform, ...build }), 64);
      return {
        id: imageName,
        baseImageName: imageName,
        context,
        dockerfile,
        platform,
        registryServer: asText(asValues(cloud.inputs.registry).server),
        repoDigest:
          cloud.inputs.skipPush === true
            ? `sha256:${content}`
            : `${repositoryOf(imageName)}@sha256:${content}`,
      };
    },
    changing: ["repoDigest"],
    unique: () => undefined,
  },
};
