import { REMIX_FUTURE, remixVite } from '@madoguchi/web/remix-vite'
import { vitePlugin as remix } from '@remix-run/dev'
import type { Plugin } from 'vite'

/**
 * The pages stay on the server (docs/decisions/0007): what Remix would build of them for a browser is left empty, so no
 * line of ours, and no library of the server's, can get there. What remains is entry.client.ts.
 */
const pagesStayHere: Plugin = {
  name: 'pages-stay-here',
  enforce: 'post',
  transform: (_code, id, options) =>
    !options?.ssr && id.endsWith('?__remix-build-client-route') ? { code: 'export {}', map: null } : null,
}

export default remixVite([remix({ future: REMIX_FUTURE }), pagesStayHere])
