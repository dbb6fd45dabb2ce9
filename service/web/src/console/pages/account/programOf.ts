/** In the order in which they must be looked for: most browsers name others beside themselves. */
const PROGRAMS: [RegExp, string][] = [
  [/MicroMessenger/, "WeChat"],
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/(HeadlessChrome|Chrome)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** "Firefox, Windows" of a User-Agent; of other programs the first word; null where it says nothing. */
export function programOf(agent: string): string | null {
  const named = (among: [RegExp, string][]): string | undefined => among.find(([sign]) => sign.test(agent))?.[1];
  const program = named(PROGRAMS) ?? agent.split(/[ /]/)[0];
  return program ? [program, named(SYSTEMS)].filter(Boolean).join(", ") : null;
}
