/** A site as it is typed or pasted, with whatever stands behind the host; null for what is none. Without TLS only this machine. */
export function siteOf(text: string): string | null {
  const typed = text.trim();
  try {
    const { protocol, hostname, origin } = new URL(/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`);
    const isHere = hostname === "localhost" || hostname === "127.0.0.1";
    const isSafe = protocol === "https:" || (protocol === "http:" && isHere);

    return isSafe && /^[a-z0-9.-]+$/.test(hostname) && (isHere || hostname.includes(".")) ? origin : null;
  } catch {
    return null;
  }
}
