import type { AuthContext, AuthDeps } from './auth-deps.ts'

/** Where a link may lead: `redirect_to` (or the Referer) if it is on the site's host or the allow list, else the site. */
export function redirectTarget(deps: AuthDeps, c: AuthContext, asked = c.req.query('redirect_to')): string {
  const wanted = asked || c.req.header('referer') || ''
  return isAllowed(wanted, deps) ? wanted : deps.siteUrl
}

function isAllowed(wanted: string, deps: AuthDeps): boolean {
  if (!URL.canParse(wanted)) return false
  const { hostname, protocol } = new URL(wanted)
  const onSite =
    hostname === new URL(deps.siteUrl).hostname && (protocol === 'http:' || protocol === 'https:')
  return onSite || deps.settings.redirectAllowList.some((pattern) => asPattern(pattern).test(wanted))
}

/** `*` is anything within one part of a host or path, `**` anything at all. */
function asPattern(glob: string): RegExp {
  const parts = glob.split('**').map((part) => part.split('*').map(escapePattern).join('[^./]*'))
  return new RegExp(`^${parts.join('.*')}$`)
}

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
