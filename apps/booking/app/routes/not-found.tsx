import { data } from '@remix-run/node'

/** Every address that is none of ours. */
export function loader(): never {
  throw data(null, { status: 404 })
}

export default () => null
