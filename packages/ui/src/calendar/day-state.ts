/** How full a day or a time is. The sign is read with its word, never alone. */
export type DayState = 'free' | 'few' | 'full' | 'closed'

/** The sign and the word of each state: ○ 空きあり / △ 残りわずか / × 満員 / － 休み. */
export type DayMarks = Record<DayState, { sign: string; text: string }>
