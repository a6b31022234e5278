import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { fromSources } from '../../tools/sources.mjs';
import { contentSecurityPolicy, isolation } from './headers.ts';

const headers = { ...isolation, 'content-security-policy': contentSecurityPolicy };

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Wherever it is put.
  base: './',
  worker: { format: 'es', plugins: () => [fromSources] },
  build: { outDir: '../dist/page', emptyOutDir: true, target: 'es2022' },
  preview: { headers },
  server: { headers: isolation },
  plugins: [
    fromSources,
    {
      name: 'content-security-policy',
      apply: 'build',
      // For servers that send no headers of ours.
      transformIndexHtml: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
          injectTo: 'head-prepend',
        },
      ],
    },
  ],
});
