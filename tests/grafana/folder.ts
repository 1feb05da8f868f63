import { randomUUID } from 'node:crypto';

import { type APIRequestContext, expect } from '@playwright/test';

/** Runs a test in a folder of its own, and deletes the folder with its rules. */
export async function withFolder(
  request: APIRequestContext,
  act: (title: string, uid: string) => Promise<void>
): Promise<void> {
  const title = `Made by a test ${randomUUID()}`;
  const made = await request.post('/api/folders', { data: { title } });
  expect(made.ok(), await made.text()).toBe(true);
  const { uid } = (await made.json()) as { uid: string };
  try {
    await act(title, uid);
  } finally {
    await request.delete(`/api/folders/${uid}?forceDeleteRules=true`);
  }
}
