import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const API = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  server: { host: '127.0.0.1', proxy: { '/api': API } },
  preview: { host: '127.0.0.1', proxy: { '/api': API } },
  build: {
    target: 'es2023',
    // A polyfill would be an inline script, and data: URLs are not in the content security policy.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
