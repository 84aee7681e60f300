import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';

const API = 'http://127.0.0.1:8080';

const oneOf = (...names: string[]) => `(${names.join('|')})`;

/** Libraries that every page needs; what only some ask of TanStack Query comes with those. */
const LIBRARIES = oneOf(
  oneOf('react', 'react-dom', 'scheduler', 'use-sync-external-store'),
  `@tanstack/${oneOf('(react-)?router', 'router-core', 'history', '(react-)?store', 'react-query', 'query-core')}`,
);
const COMPONENTS = oneOf(
  ...['Bar', 'Button', 'Card', 'EmptyState', 'ErrorState', 'RelativeTime', 'Select', 'Skeleton'],
  ...['StaleBanner', 'StatusBadge', 'Tile', 'classNames', 'exactText', 'formatAge'],
);
const OWN = oneOf('api', 'i18n', 'page', 'state', 'shell/(Brand|NavLinks)', `components/${COMPONENTS}\\b`);

/** Whose texts the first view shows. */
const FIRST_TEXTS = oneOf('api', 'components', 'fleet', 'page', 'shell', 'routes/overview');

/**
 * What comes before the first paint, in two files and one of texts: few files pack tighter and come in fewer requests,
 * and the libraries' outlives most releases in caches.
 */
const STARTUP = [
  { name: 'libraries', test: new RegExp(`node_modules/${LIBRARIES}/(?!.*[qQ]ueries)`) },
  {
    name: 'basics',
    test: new RegExp(
      `apps/web/src/(?!.*/texts\\.(?:en|zh))${OWN}|packages/shared/src/(metrics/(?!detailed|counterLine)|contract/(endpoints|address)|texts/|units/)|lucide-react/dist/esm/(?!icons)`,
    ),
  },
  { name: 'firstTexts.en', test: new RegExp(`apps/web/src/${FIRST_TEXTS}/texts\\.en`) },
  { name: 'firstTexts.zh-CN', test: new RegExp(`apps/web/src/${FIRST_TEXTS}/texts\\.zh-CN`) },
];

export default defineConfig({
  // What is built finds its parts from where it is itself; the server writes into the page where that is.
  base: './',
  plugins: [react(), tailwindcss(), compression({ algorithms: ['gzip', 'brotliCompress'] })],
  server: { host: '127.0.0.1', proxy: { '/api': API } },
  build: {
    target: 'es2023',
    // A polyfill would be an inline script, and data: URLs are not in the content security policy.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The charts' chunk, which nothing waits for, holds ECharts.
    chunkSizeWarningLimit: 600,
    rolldownOptions: { output: { codeSplitting: { groups: STARTUP } } },
  },
});
