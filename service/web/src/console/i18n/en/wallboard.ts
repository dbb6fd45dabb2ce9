/** The wallboard, in English. `zh/` has the same keys. */
export const wallboard = {
  title: "Wallboard",
  waiting: "Waiting now",
  longest: (span: string) => `longest ${span}`,
  nobodyWaits: "nobody waits",
  held: "With operators",
  online: "Operators online",
  openNow: "Open conversations",
  today: "Today",
  alerts: "Alerts",
  quiet: "All is quiet",
  more: (count: number) => `and ${count} more`,
  fullScreen: "Full screen",
  leave: "To the console",
  stale: (time: string) => `No news since ${time}: trying again.`,
  loggedOut: (time: string) => `Logged out; these are the figures of ${time}.`,
  logIn: "Log in",
};
