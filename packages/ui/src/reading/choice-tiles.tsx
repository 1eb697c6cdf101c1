import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../class-names.ts'

export type ChoiceTile = {
  href: string
  title: string
  /** A line under the title: 「緑の封筒に入っています」. */
  note?: string | undefined
  /** A picture of the thing itself; it is decoration, the title says what it is. */
  picture?: ReactNode
}

export type ChoiceTilesProps = ComponentProps<'ul'> & { tiles: ChoiceTile[] }

/** "Which one do you hold?" as large links with a picture. */
export function ChoiceTiles({ tiles, className, ...rest }: ChoiceTilesProps) {
  return (
    <ul className={classNames('choice-tiles', className)} {...rest}>
      {tiles.map(({ href, title, note, picture }) => (
        <li key={href}>
          <a href={href}>
            {picture}
            <span className="tile-words">
              <span className="tile-title">{title}</span>
              {note && <span className="tile-note">{note}</span>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
