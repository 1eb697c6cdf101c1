import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

export type Step = {
  text: string
  state: 'done' | 'current' | 'coming'
  /** The state in words, for the ear: 「完了」「現在の手順」. */
  stateText?: string | undefined
  href?: string | undefined
}

export type ProgressIndicatorProps = ComponentProps<'nav'> & { label: string; steps: Step[] }

/** The steps of a journey and which of them this page is. */
export function ProgressIndicator({ label, steps, className, ...rest }: ProgressIndicatorProps) {
  return (
    <nav className={classNames('steps', className)} aria-label={label} {...rest}>
      <ol>
        {steps.map(({ text, state, stateText, href }) => (
          <li key={text} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
            {href && state === 'done' ? <a href={href}>{text}</a> : <span>{text}</span>}
            {stateText && <VisuallyHidden>（{stateText}）</VisuallyHidden>}
          </li>
        ))}
      </ol>
    </nav>
  )
}
