/** Which hole a virtual document of the server is about; `docs/protocol.md` says what their URIs are made of. */

export interface VirtualDocument {
  readonly kind: string;
  /** The URI of the sketch. */
  readonly document: string;
  readonly hole: string;
}

/** What the virtual document shows whose URI has this path, decoded once as editors do; undefined where it is none. */
export function readVirtualPath(path: string): VirtualDocument | undefined {
  const [kind, document, hole, name, ...more] = path.replace(/^\//, "").split("/");
  if (kind === undefined || document === undefined || hole === undefined || name === undefined || more.length > 0) {
    return undefined;
  }
  try {
    return { kind, document: decodeURIComponent(document), hole: decodeURIComponent(hole) };
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
