import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "bundled", "node_modules", "media", "scripts", "*.mjs"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Numbers are shown to people as they are.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // What is called for its effect may be the last thing that a function does.
      "@typescript-eslint/no-confusing-void-expression": "off",
    },
  },
  {
    files: ["test/**"],
    // `test` of node's runner gives a promise that it awaits itself.
    rules: {
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: [{ from: "package", package: "node:test", name: ["test", "describe", "it"] }] },
      ],
    },
  },
);
