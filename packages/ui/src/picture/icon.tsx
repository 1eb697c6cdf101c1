import type { ComponentProps } from 'react'

// Drawn on a 24 × 24 grid with one stroke width; each is one path, so that a page pays a few bytes for it.
const PATHS = {
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 8v6m0-10v.5',
  check: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-4 9.5 3 3 5.5-6',
  warning: 'M12 3.5 2.5 20.5h19L12 3.5Zm0 6.5v5m0 2.5v.5',
  error: 'M8 3h8l5 5v8l-5 5H8l-5-5V8l5-5Zm4 4.5v6m0 2.5v.5',
  tool: 'M14.5 6.5a4.5 4.5 0 0 1 5.5-2l-3 3 .5 2 2 .5 3-3a4.5 4.5 0 0 1-6 5.5L8 21a2 2 0 0 1-3-3l8.5-8.5a4.5 4.5 0 0 1 1-3Z',
  calendar: 'M4 6h16v14H4V6Zm0 5h16M8 3v4m8-4v4M8 15h2m4 0h2',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4v5l3.5 2',
  place:
    'M12 21.5c4.5-5 7-8.5 7-12a7 7 0 0 0-14 0c0 3.5 2.5 7 7 12Zm0-14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  phone:
    'M5 3.5h4l1.5 5L8 10.5a12 12 0 0 0 5.5 5.5l2-2.5 5 1.5v4c0 1-.7 1.5-1.5 1.5C10.5 20 4 13.5 3.5 5c0-.8.5-1.5 1.5-1.5Z',
  print: 'M7 8V3h10v5M7 17H3.5V8h17v9H17M7 14h10v7H7v-7Z',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm4.800 11.300L21 21',
  scan: 'M3 8V4h4m10 0h4v4m0 8v4h-4M7 20H3v-4m4-8v8m3-8v8m4-8v8m3-8v8',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4 21c0-4.5 3.5-7 8-7s8 2.5 8 7',
  external: 'M13 4h7v7m0-7-9 9M10 6H4v14h14v-6',
  next: 'm9 5 7 7-7 7',
  previous: 'm15 5-7 7 7 7',
} as const

export type IconName = keyof typeof PATHS

export type IconProps = ComponentProps<'svg'> & {
  name: IconName
  /** What it means, when no word beside it says so. */
  label?: string | undefined
}

/** A small sign in the colour of the text. Without a label it is decoration. */
export function Icon({ name, label, ...rest }: IconProps) {
  const meaning = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true }
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it has an aria-label or is hidden; a title would show as a tooltip
    <svg className="icon" viewBox="0 0 24 24" width="24" height="24" focusable="false" {...meaning} {...rest}>
      <path d={PATHS[name]} />
    </svg>
  )
}
