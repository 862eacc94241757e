import { expect } from "chai";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "fs";
import { tmpdir } from "os";
import { join } from "path";

import { prepareImage } from "../../../local/stand-ins/docker/prepare-image";

describe("an image's context", () => {
  let folder: string;
  const write = (path: string, content: string) => writeFileSync(join(folder, path), content);
  const digest = (build: object = {}) =>
    (prepareImage({ build: { context: "app", ...build } }, folder) as any).build.contextDigest;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "image-"));
    mkdirSync(join(folder, "app", "src"), { recursive: true });
    write("app/Dockerfile", "FROM scratch");
    write("app/src/a.js", "1");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Whether an act changes the digest. */
  const changes = (act: () => void, build: object = {}) => {
    const before = digest(build);
    act();
    return digest(build) !== before;
  };

  it("changes with content, names, permissions and links, and not with times", () => {
    const file = join(folder, "app/src/a.js");
    expect(changes(() => write("app/src/a.js", "2"))).to.equal(true);
    expect(changes(() => chmodSync(file, 0o755))).to.equal(true);
    expect(changes(() => symlinkSync("a.js", join(folder, "app/src/link")))).to.equal(true);
    expect(changes(() => renameSync(file, join(folder, "app/src/b.js")))).to.equal(true);
    expect(changes(() => write("app/Dockerfile", "FROM alpine"))).to.equal(true);
    expect(changes(() => utimesSync(join(folder, "app/src/b.js"), 1, 1))).to.equal(false);
    expect(changes(() => write("outside", "1"))).to.equal(false);
  });

  it("leaves out what .dockerignore names, and takes back what it excepts", () => {
    write("app/.dockerignore", "node_modules\nsrc\n!src/keep.js\n");
    mkdirSync(join(folder, "app/node_modules"));
    expect(changes(() => write("app/node_modules/x", "1"))).to.equal(false);
    expect(changes(() => write("app/src/a.js", "3"))).to.equal(false);
    expect(changes(() => write("app/src/keep.js", "1"))).to.equal(true);
    expect(changes(() => write("app/Node_Modules", "1"))).to.equal(true);
  });

  it("prefers the ignore file beside the Dockerfile", () => {
    const build = { dockerfile: "Dockerfile.prod" };
    write("Dockerfile.prod", "FROM scratch");
    write("Dockerfile.prod.dockerignore", "src");
    write("app/.dockerignore", "other");
    expect(changes(() => write("app/src/a.js", "2"), build)).to.equal(false);
    expect(changes(() => write("Dockerfile.prod", "FROM alpine"), build)).to.equal(true);
  });

  it("must be there, with its Dockerfile", () => {
    expect(() => digest({ context: "gone" })).to.throw('there is no folder "gone"');
    expect(() => digest({ dockerfile: "gone/Dockerfile" })).to.throw(
      'Dockerfile at "gone/Dockerfile"',
    );
    expect(() => digest({ dockerfile: "Dockerfile" })).to.throw('try "app/Dockerfile"');
  });
});
