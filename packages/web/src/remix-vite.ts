import type { PluginOption, UserConfig } from 'vite'

/** The Remix future flags of every page app: React Router 7 is then a rename (docs/decisions/0008-remix-behind-hono.md). */
export const REMIX_FUTURE = {
  v3_fetcherPersist: true,
  v3_relativeSplatPath: true,
  v3_throwAbortReason: true,
  v3_lazyRouteDiscovery: true,
  v3_singleFetch: true,
  v3_routeConfig: true,
} as const

/**
 * What every page app's Vite build has in common. `plugins` are the app's own, Remix first.
 * On the server only the components are bundled (they are TSX); core, db, i18n and web stay imports that Node resolves
 * itself, so that server.ts and the pages share one copy of each and a build takes seconds.
 */
export const remixVite = (plugins: PluginOption[]): UserConfig => ({
  plugins,
  ssr: {
    noExternal: ['@madoguchi/ui'],
    external: ['@madoguchi/core', '@madoguchi/db', '@madoguchi/i18n', '@madoguchi/web'],
  },
  // cssMinify is set for both builds: without it their hashes differ and the server names a file the client never wrote.
  build: { cssMinify: true, target: 'es2020', assetsInlineLimit: 0 },
  // Named, so that the first page in development does not find them late and reload.
  optimizeDeps: { include: ['react', 'react-dom', 'react-dom/client', 'i18next', 'react-i18next'] },
  clearScreen: false,
})
