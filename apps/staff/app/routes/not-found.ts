import { data } from '@remix-run/node'

/** Every address that is none of ours: said inside the frame, with the scan box at hand. */
export function loader(): never {
  throw data(null, { status: 404 })
}
export const action = (): never => loader()

/** Never drawn; without it Remix would answer this address as data, not as a page. */
export default () => null
