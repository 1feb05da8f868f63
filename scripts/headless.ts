import type { LaunchOptions } from 'playwright-core';

/** How every headless browser is started: it asks nobody on its own account, and root can start it too. */
export function headless(executablePath: string | undefined): LaunchOptions {
  const args = ['--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  return { executablePath, args };
}
