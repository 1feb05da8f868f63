/**
 * The time zone in which it is late morning, from eleven to twelve, at this moment. An account there is at work
 * whenever tests run; in the small hours hardly anybody would be.
 */
export function lateMorningZone(now = new Date()): string {
  const ahead = 11 - now.getUTCHours();
  // The names of these zones have the sign of POSIX: what is ahead of UTC has a minus.
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
