import { defineConfig } from "vitest/config";

// Modules are loaded once for all files, each of which still gets a page of its own: to load them, and the page's
// stand-in, anew for each took seven times as long. So no test may rest on a module that nobody has used yet.
export default defineConfig({
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    environment: "happy-dom",
    pool: "threads",
    maxWorkers: 1,
    isolate: false,
  },
});
