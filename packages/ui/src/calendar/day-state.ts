/** How full a day or a time is. The sign is read with its word, never alone. */
export type DayState = 'free' | 'few' | 'full' | 'closed' | 'none'

/** The sign and the word of each state: ○ 空きあり / △ 残りわずか / × 満員 / － 休み. One without a sign has a name in the legend. */
export type DayMarks = Record<DayState, { sign: string; text: string; name?: string }>
