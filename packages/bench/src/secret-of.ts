/** The secret of the n-th visitor's session on a side: each booking is another person's, as it is in a rush. */
export const secretOf = (side: 'ours' | 'floor', n: number) =>
  `${side.padEnd(5, '-')}-${String(n).padStart(12, '0')}`
