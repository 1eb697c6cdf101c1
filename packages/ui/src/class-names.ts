/** Joins class names; what is absent leaves no gap. */
export const classNames = (...names: (string | false | null | undefined)[]) => names.filter(Boolean).join(' ')
