// The page's calls to the People API. A refusal becomes an Error with the server's reason.

async function ask(method, path, body) {
  const options = { method };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { "Content-Type": "application/json" };
  }
  const answer = await fetch(`/playground${path}`, options);
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error || answer.statusText);
  return found;
}

export const get = (path) => ask("GET", path);
export const post = (path, body = {}) => ask("POST", path, body);
export const patch = (path, body) => ask("PATCH", path, body);
export const remove = (path, body = {}) => ask("DELETE", path, body);

// Listens to what happens; `onLost` is told when the line breaks and when it is back.
export function listen(onEvent, onLost) {
  const source = new EventSource("/playground/events");
  source.onopen = () => onLost(false);
  source.onerror = () => onLost(true);
  source.onmessage = (event) => onEvent(JSON.parse(event.data));
  return source;
}
