/** English messages, so that `explainLog` can read them; no HOME, which may be empty or missing. */
export const postgresEnvironment = () =>
  ({
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    LC_ALL: 'C',
    TZ: 'UTC',
  }) as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv
