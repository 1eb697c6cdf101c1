import { redirect } from '@remix-run/node'

// The gate leads a script here whose officer's session has ended (gate.ts).
const toTheGate = () => redirect('/sign-in', 303)

export const loader = toTheGate
export const action = toTheGate
