import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env["TURNWISE_URL"] ?? "http://127.0.0.1:8000";

/** The operators' console: a single-page app under /console/. `npm run dev` forwards the API to a running server. */
export default defineConfig({
  root: resolve(import.meta.dirname, "src/console"),
  base: "/console/",
  plugins: [react()],
  server: { proxy: { "/api": server } },
  build: {
    outDir: resolve(import.meta.dirname, "dist/console"),
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 900,
    manifest: true,
  },
});
