/** `Ageo.localhost:8080` → `ageo.localhost`. Exact: no trailing dot, no list, no user. */
export const hostName = (header: string | undefined) => (header ?? '').toLowerCase().replace(/:\d{1,5}$/, '')

/** Does the path of an address say something? `/%ff%fe` does not, in any language. */
export function isReadable(url: string) {
  try {
    decodeURIComponent(new URL(url).pathname)
    return true
  } catch {
    return false
  }
}

/** A path of our own: never `//elsewhere`. */
export const safePath = (path: string) => `/${path.replace(/^[/\\]+/, '')}`
