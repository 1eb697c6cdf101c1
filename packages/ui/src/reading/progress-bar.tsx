import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from '../class-names.ts'

export type ProgressBarProps = ComponentProps<'progress'> & {
  label: string
  /** How far, in words: 「312件中 180件」. */
  text?: ReactNode
}

/** How far a long piece of work has come; without `value` it only says that it goes on. */
export function ProgressBar({ label, text, id, max = 100, className, ...rest }: ProgressBarProps) {
  const made = useId()
  return (
    <div className={classNames('progress-bar', className)}>
      <label htmlFor={id ?? made}>{label}</label>
      <progress id={id ?? made} max={max} {...rest} />
      {text && <span>{text}</span>}
    </div>
  )
}
