/** One line of an app's `routes.ts`: an address and the file that answers it. Remix reads these as they are. */
export type PageRoute = { id?: string; path?: string; index?: boolean; file: string; children?: PageRoute[] }

/** The page at the address of the layout around it. */
export const start = (file: string): PageRoute => ({ index: true, file })

/** The page at `path`, with what hangs below it. */
export const page = (path: string, file: string, children: PageRoute[] = []): PageRoute => ({
  path,
  file,
  ...(children.length ? { children } : {}),
})

/** What its pages have around them; adds nothing to their addresses. */
export const layout = (file: string, children: PageRoute[]): PageRoute => ({ file, children })
