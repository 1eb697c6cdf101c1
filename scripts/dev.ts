// `npm start` with the programs in development mode: pages reload as their files change.
process.argv.push('--dev')
await import('./start.ts')

export {}
