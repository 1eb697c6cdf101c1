import type { Plugin, UserConfig } from 'vite'

/** The Remix future flags of every page app: React Router 7 is then a rename (docs/decisions). */
export const REMIX_FUTURE = {
  v3_fetcherPersist: true,
  v3_relativeSplatPath: true,
  v3_throwAbortReason: true,
  v3_lazyRouteDiscovery: true,
  v3_singleFetch: true,
  v3_routeConfig: true,
} as const

/** What every page app's Vite build has in common. `plugins` are the app's own, Remix first. */
export const remixVite = (plugins: Plugin[] | unknown[]): UserConfig => ({
  plugins: plugins as Plugin[],
  ssr: { noExternal: [/^@madoguchi\//] },
  build: { cssMinify: true, target: 'es2020', assetsInlineLimit: 0 },
  optimizeDeps: { include: ['react', 'react-dom', 'react-dom/client'] },
  clearScreen: false,
})
