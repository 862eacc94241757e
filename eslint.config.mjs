import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import importX from "eslint-plugin-import-x";
import ts from "typescript-eslint";

/** One direction: settings -> services -> components; policies and local stand apart. */
const zones = [
  { target: "./components", from: ["./services", "./policies", "./local", "./settings.ts", "./index.ts", "./tests"] },
  { target: "./services", from: ["./policies", "./local", "./index.ts", "./tests"] },
  { target: "./policies", from: ["./components", "./services", "./local", "./settings.ts", "./index.ts", "./tests"] },
  { target: "./settings.ts", from: ["./services", "./policies", "./local", "./index.ts", "./tests"] },
  { target: "./index.ts", from: ["./policies", "./local", "./tests"] },
  { target: "./local", from: ["./tests"] },
];

export default ts.config(
  { ignores: ["**/node_modules/**", "**/dist/**", ".local/**"] },
  {
    files: ["**/*.ts"],
    extends: [js.configs.recommended, ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [importX.createNodeResolver({ extensions: [".ts", ".js", ".json"] })],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones }],
      "import-x/no-cycle": "error",
      eqeqeq: "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    // Recorded inputs are `any`, and chai's assertions are property reads.
    files: ["tests/**/*.ts"],
    rules: {
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-call": "off",
    },
  },
  prettier,
);
