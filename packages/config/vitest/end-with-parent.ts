/**
 * A test's process ends when the run that started it is gone, also when that was killed: what the test has started watches
 * for its end. SIGKILL, since vitest lets nobody call process.exit, and a hanging test would hear nothing softer.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
