import { resolve } from "node:path";
import { defineConfig } from "vite";

/** The widget with settings that are being edited, for a frame in the console. */
export default defineConfig({
  root: resolve(import.meta.dirname, "src/preview"),
  base: "/preview/",
  build: {
    outDir: resolve(import.meta.dirname, "dist/preview"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
  },
});
