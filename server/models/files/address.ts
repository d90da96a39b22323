import { ModelFileError } from "./failure";

/** Where a model is to be had: `location` of the settings, understood. */
export type Location =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "address"; readonly url: string; readonly file: string };

const hub = /^(?:hf:|https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/)(.+)$/i;

/**
 * A path, a plain address, or a file of the Hugging Face hub: `hf:owner/repo/path/file.gguf`, `owner/repo/file.gguf@rev`
 * after `hf:`, or the page or file address of the site itself, which then goes to `endpoint`.
 */
export function parseLocation(location: string, endpoint: string): Location {
  const onHub = hub.exec(location);
  if (onHub !== null) return hubFile(onHub[1] ?? "", endpoint);
  if (/^https?:\/\//i.test(location)) {
    const url = new URL(location);
    return { kind: "address", url: url.href, file: fileName(url.pathname) };
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(location)) {
    throw new ModelFileError(`${location}: only http and https addresses can be fetched.`);
  }
  return { kind: "path", path: location };
}

function hubFile(rest: string, endpoint: string): Location {
  const [path = "", atRevision] = rest.replace(/[?#].*$/, "").split("@");
  const [owner, repository, ...parts] = path.split("/").filter((part) => part !== "");
  const addressed = parts[0] === "resolve" || parts[0] === "blob";
  const revision = atRevision ?? (addressed ? parts[1] : undefined) ?? "main";
  const file = addressed ? parts.slice(2) : parts;
  if (owner === undefined || repository === undefined || file.length === 0) {
    throw new ModelFileError(`hf:${rest}: expected hf:owner/repository/file.gguf.`);
  }
  const base = endpoint.replace(/\/+$/, "");
  const url = new URL(
    `${base}/${[owner, repository, "resolve", revision, ...file].map(encodePart).join("/")}`,
  );
  return { kind: "address", url: url.href, file: fileName(file.join("/")) };
}

const encodePart = (part: string): string => encodeURIComponent(decodeURIComponent(part));

/** The last part of a path, reduced to what every file system takes. */
function fileName(path: string): string {
  const last = decodeURIComponent(path.split("/").at(-1) ?? "");
  const safe = last.replace(/[^\w.+-]/g, "_");
  return safe === "" || /^\.+$/.test(safe) ? "model.gguf" : safe;
}
