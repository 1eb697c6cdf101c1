import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

export type StatusBadgeProps = ComponentProps<'span'> & {
  tone?: Tone | undefined
  /** `fill` for the one that must be seen first. */
  look?: 'outline' | 'fill' | undefined
}

/** A state in a word; its colour only repeats the word. */
export function StatusBadge({ tone = 'neutral', look = 'outline', className, ...rest }: StatusBadgeProps) {
  return (
    <span className={classNames('status-badge', className)} data-tone={tone} data-look={look} {...rest} />
  )
}
