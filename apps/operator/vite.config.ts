import { REMIX_FUTURE, remixVite } from '@madoguchi/web/remix-vite'
import { vitePlugin as remix } from '@remix-run/dev'

export default remixVite([remix({ future: REMIX_FUTURE, ignoredRouteFiles: ['**/*'] })])
