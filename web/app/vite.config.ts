import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: { outDir: "../../src/Parley/wwwroot", emptyOutDir: true },
  server: { proxy: { "/api": "http://127.0.0.1:8080", "/live": { target: "ws://127.0.0.1:8080", ws: true } } },
});
