/** What is wrong in a file of a municipality: where (keys and indices) and a Japanese sentence for the operator. */
export type Problem = { path: readonly PropertyKey[]; message: string }
