import { createContext, useContext } from 'react'

/** The nonce of this answer's scripts. On the server only: browsers hide it, and nothing drawn there needs it. */
export const NonceContext = createContext<string | undefined>(undefined)
export const useNonce = () => useContext(NonceContext)
