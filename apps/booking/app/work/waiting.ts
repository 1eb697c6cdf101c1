import type { Door } from '../identify/identify.ts'

/** What a proof is for: it is worth nothing for the other. */
export type ProofPurpose = 'booking' | 'identification'

/** What goes on once there is a proof: a page of the way to a booking, or who somebody said they are, as typed. */
export type Awaited =
  | { purpose: 'booking'; next: string }
  | { purpose: 'identification'; door: Door; typed: string }

/** Somebody who was asked for a proof. Their browser solves a challenge; or they wait, and then have one. */
export type Waiting = Awaited & {
  id: string
  /** In milliseconds. From then on all of it is forgotten. */
  until: number
  /** When the waiting is over, in milliseconds; null: not in the line; 'full': the line of that address is too long. */
  over: number | 'full' | null
}

export type WaitingRoom = {
  begin: (awaited: Awaited) => void
  here: () => Waiting | null
  /** The one thing that ends it: a solution, or time. Answers true once; until then whoever has no solution is in the line. */
  isProved: (waiting: Waiting, solution: string | null) => Promise<boolean>
}
