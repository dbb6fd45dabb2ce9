import { resolve } from "node:path";
import { defineConfig } from "vite";

/** The demo shop. Relative addresses, so that it works at / and wherever else its folder is served. */
export default defineConfig({
  root: resolve(import.meta.dirname, "src/demo"),
  base: "./",
  build: {
    outDir: resolve(import.meta.dirname, "dist/demo"),
    emptyOutDir: true,
    target: "es2022",
    // The content security policy allows no data: scripts or styles, and few small files cost little.
    assetsInlineLimit: 0,
  },
});
