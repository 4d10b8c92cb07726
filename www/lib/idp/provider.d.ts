export function publicClient(id: string, options: { redirectUris: string[]; afterSignOut: string[]; alg?: string }): object;
