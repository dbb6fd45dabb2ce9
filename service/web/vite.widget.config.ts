import { resolve } from "node:path";
import { defineConfig } from "vite";

/** One classic script, so that a shop needs a single tag and no module support of its own. */
export default defineConfig({
  build: {
    outDir: resolve(import.meta.dirname, "dist"),
    emptyOutDir: false,
    target: "es2022",
    lib: {
      entry: resolve(import.meta.dirname, "src/widget/main.ts"),
      name: "turnwiseWidget",
      formats: ["iife"],
      fileName: () => "widget.js",
    },
  },
});
