/** On every answer, errors included (security.md §2, items 5 and 9). */
const ALWAYS = {
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-xss-protection': '0',
} as const

/** `nonce` for pages that hydrate; without one only files of our own may run. No inline style anywhere. */
const contentSecurityPolicy = (scripts: string, scheme: 'https' | 'http', development: boolean) =>
  [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src 'self'${development ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(scheme === 'https' ? ['upgrade-insecure-requests'] : []),
  ].join('; ')

/**
 * The security headers of an answer, as a plain object: cheap to make and cheap to send. `development` lets Vite's hot
 * reload in (its styles and its socket).
 */
export function securityHeaders(
  scheme: 'https' | 'http',
  nonce?: string,
  development = false,
): Record<string, string> {
  const scripts = nonce ? `'nonce-${nonce}' 'strict-dynamic'` : "'self'"
  return {
    ...ALWAYS,
    'content-security-policy': contentSecurityPolicy(scripts, scheme, development),
    ...(scheme === 'https' ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  }
}
