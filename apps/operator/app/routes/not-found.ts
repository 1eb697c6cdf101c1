import { data } from '@remix-run/server-runtime'

/** An address that is none of ours. */
export function loader() {
  throw data(null, { status: 404 })
}
