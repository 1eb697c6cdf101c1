import { useLoaderData } from '@remix-run/react'
import type { callView } from './call-view.server.ts'

/** The call as the page has it. */
export const useCall = () => useLoaderData<typeof callView>()
