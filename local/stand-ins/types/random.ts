import { randomBytes, randomInt } from "crypto";

import { drawFrom, randomText } from "../outputs/random-text";
import { hex } from "../outputs/identity";
import { whole } from "../checks/rules";
import { Values, asText } from "../values";
import { Check, TypeEntry } from "./type-entry";

const TEXT_INPUTS = [
  "keepers",
  "length",
  "lower",
  "minLower",
  "minNumeric",
  "minSpecial",
  "minUpper",
  "number",
  "numeric",
  "overrideSpecial",
  "special",
  "upper",
];

const MINIMUMS = ["minLower", "minUpper", "minNumeric", "minSpecial"];

/** The minimums fit into the length, and some kind of character is left to draw from. */
const minimumsFit: Check = inputs => {
  const wanted = MINIMUMS.reduce((sum, key) => sum + Number(inputs[key] ?? 0), 0);
  const none = ["lower", "upper", "numeric", "special"].every(key => inputs[key] === false);
  return [
    ...(wanted > Number(inputs.length)
      ? [
          {
            property: "length",
            reason: `${asText(inputs.length)} is below the sum of the minimums, ${wanted}`,
          },
        ]
      : []),
    ...(none ? [{ property: "lower", reason: "no kind of character is left to draw from" }] : []),
  ];
};

const DEFAULTS = {
  lower: true,
  upper: true,
  numeric: true,
  number: true,
  special: true,
  minLower: 0,
  minUpper: 0,
  minNumeric: 0,
  minSpecial: 0,
};

/** A random text; the password's id tells nothing of it, the string's is the text itself. */
function text(idOf: (result: string) => string): TypeEntry {
  return {
    replaces: TEXT_INPUTS,
    outputs: cloud => {
      const result = randomText(cloud.inputs, drawFrom(cloud.seed));
      return { id: idOf(result), ...DEFAULTS, result };
    },
    // Made up for real: it becomes the password of a database that runs on this machine.
    create: inputs => {
      const result = randomText(inputs, randomInt);
      return { id: idOf(result), result };
    },
    checks: [whole("length", 1, 65536), minimumsFit],
    unique: () => undefined,
  };
}

function encodings(bytes: Buffer, { prefix }: Values): { id: string } & Values {
  const start = asText(prefix);
  const url = bytes.toString("base64url");
  return {
    id: url,
    b64Std: `${start}${bytes.toString("base64")}`,
    b64Url: `${start}${url}`,
    hex: `${start}${bytes.toString("hex")}`,
    dec: `${start}${BigInt(`0x${bytes.toString("hex")}`)}`,
  };
}

/** Random values, kept in the state from their creation on. */
export const random: Readonly<Record<string, TypeEntry>> = {
  "random:index/randomPassword:RandomPassword": text(() => "none"),
  "random:index/randomString:RandomString": text(result => result),
  "random:index/randomId:RandomId": {
    replaces: ["byteLength", "keepers", "prefix"],
    outputs: ({ inputs, seed }) => {
      const size = Number(inputs.byteLength);
      return encodings(Buffer.from(hex(seed, 64), "hex").subarray(0, size), inputs);
    },
    create: inputs => encodings(randomBytes(Number(inputs.byteLength)), inputs),
    checks: [whole("byteLength", 1, 1024)],
    unique: () => undefined,
  },
};
