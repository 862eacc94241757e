import { expect } from "chai";
import { commandOf, readDockerfile } from "../../../local/runner/plan/dockerfile";
import { messageOf } from "./fixtures/run";

describe("readDockerfile", () => {
  it("reads the final stage and what it takes over from the stage below it", () => {
    const image = readDockerfile(`
      # syntax=docker/dockerfile:1
      ARG VERSION=20
      FROM node:20 AS build
      ENV STAGE=build
      CMD ["never"]

      FROM --platform=linux/amd64 node:20 AS runtime
      ENV A=1 B="two words" \\
          # a comment in between
          C=$A-\${VERSION}
      ENV OLD the old form
      CMD ["node", "old.js"]

      from runtime
      env D=4
      CMD ["node", "main.js"]
    `);
    expect(image).to.deep.equal({
      command: ["node", "main.js"],
      env: { A: "1", B: "two words", C: "-20", OLD: "the old form", D: "4" },
      base: "node:20",
      files: {},
    });
  });

  it("runs the shell form in a shell", () => {
    const image = readDockerfile("FROM x\nCMD node main.js --flag");
    expect(image.command).to.deep.equal(["/bin/sh", "-c", "node main.js --flag"]);
  });

  it("drops the command of the stage below a new entry point", () => {
    const image = readDockerfile('FROM x AS a\nCMD ["a"]\nFROM a\nENTRYPOINT ["b"]');
    expect(image).to.deep.equal({ entryPoint: ["b"], env: {}, base: "x", files: {} });
  });
});

describe("readDockerfile: what else it says", () => {
  const text = `
    ARG VERSION=2.10
    FROM nats:\${VERSION}-alpine AS broker
    COPY --chown=1000:1000 nats.conf /etc/nats/nats.conf
    COPY certs/ca.pem keys/*.pem /etc/nats/
    COPY --from=build /app/dist ./dist
    CMD ["-c", "/etc/nats/nats.conf"]
    FROM broker AS debug
    CMD ["-DV"]
  `;

  it("finds the image that it begins with, and the files of its context", () => {
    const { base, files } = readDockerfile(text);
    expect(base).to.equal("nats:2.10-alpine");
    expect(files).to.include({
      "/etc/nats/nats.conf": "nats.conf",
      "/etc/nats/ca.pem": "certs/ca.pem",
    });
    expect(Object.keys(files)).to.not.include("./dist");
  });

  it("reads the stage that an image is made of", () => {
    expect(readDockerfile(text, "broker").command).to.deep.equal(["-c", "/etc/nats/nats.conf"]);
    expect(readDockerfile(text).command).to.deep.equal(["-DV"]);
  });
});

describe("commandOf", () => {
  const image = { entryPoint: ["entry"], command: ["command"] };

  it("puts a container's words before its image's, as Docker does", () => {
    expect(commandOf(image, {})).to.deep.equal(["entry", "command"]);
    expect(commandOf(image, { command: ["own"] })).to.deep.equal(["entry", "own"]);
    expect(commandOf(image, { entryPoint: ["own"] })).to.deep.equal(["own"]);
    expect(commandOf(image, { entryPoint: ["own"], command: ["x"] })).to.deep.equal(["own", "x"]);
    expect(commandOf(image, { entryPoint: [], command: null })).to.deep.equal(["entry", "command"]);
  });

  it("refuses an image that says none", async () => {
    expect(await messageOf(() => commandOf({}, {}))).to.equal(
      "its Dockerfile has no CMD or ENTRYPOINT and its container no command",
    );
  });
});
