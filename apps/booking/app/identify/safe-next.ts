const OURS = /^\/(card|book|my|done|waiting)(?:[/?][\w\-./?=&]*)?$/

/** Where to go on after identifying: a page of ours and of the resident's own, or null. Never another host (`//`, `\`). */
export const safeNext = (wanted: string | null): string | null =>
  wanted && wanted.length < 500 && OURS.test(wanted) && !wanted.includes('//') ? wanted : null
