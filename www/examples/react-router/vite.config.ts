import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// `dist` is what the host serves at its root; the app lies below it, as `basename` says.
export default defineConfig({ plugins: [react()], base: "/app/", build: { outDir: "dist/app" } });
