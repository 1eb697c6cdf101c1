/** The number of a line in a query; 0 for everything that is none. */
export const numberIn = (text: string | null): number => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0)
