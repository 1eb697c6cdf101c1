import { useRouteLoaderData } from '@remix-run/react'
import type { loader } from './root.tsx'

/** What makes a form one of ours. Every form has it; uploads have it before their file. */
export function HiddenToken() {
  return <input type="hidden" name="formToken" value={useRouteLoaderData<typeof loader>('root')?.formToken} />
}
