/** The part of Vite's manifest that counts. */
export type Manifest = Record<string, { file: string; imports?: string[]; dynamicImports?: string[] }>;

export function filesOf(manifest: Manifest, entries: readonly string[]): string[];
