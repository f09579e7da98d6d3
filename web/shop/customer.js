// Who is signed in to the shop, and what its pages ask of Parley for him.

export const { shop } = document.querySelector("script[data-shop]").dataset;
export const who = document.querySelector("#who");

// Who is signed in to the shop, which real ones keep in a session of theirs.
const signedIn = "harbour-market.customer";
const session = "harbour-market.session";
export const customer = localStorage.getItem(signedIn);

window.Parley = window.Parley || [];
if (customer) window.Parley.push(["identify", identity]);

/** Where visitors sign in, and come back from. */
export const signInPath = () =>
  `/shop/account?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`;

/** A call without this address's cookies, as from another site. */
export async function ask(path, { method = "GET", body, token } = {}) {
  const headers = {
    ...(body && { "Content-Type": "application/json" }),
    ...(token && { Authorization: `Bearer ${token}` }),
  };
  const answer = await fetch(`/api/v1/${path}`, {
    ...{ method, headers, credentials: "omit" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw Object.assign(new Error(`${path}: ${answer.status}`), { status: answer.status });

  return answer.status === 204 ? null : answer.json();
}

/** What the shop's server signs for its customer. */
async function identity() {
  return (await ask("demo/shop/identity", { method: "POST", body: { email: customer } })).token;
}

/** As the customer, if there is one; a session that is over is begun anew. */
export async function askAsCustomer(path, options = {}) {
  try {
    return await ask(path, { ...options, token: await tokenOf() });
  } catch (problem) {
    if (problem.status !== 401 || !customer) throw problem;
    sessionStorage.removeItem(session);

    return ask(path, { ...options, token: await tokenOf() });
  }
}

function keptToken() {
  const kept = JSON.parse(sessionStorage.getItem(session) ?? "null");

  return kept?.customer === customer && Date.parse(kept.expiresAt) > Date.now() ? kept.accessToken : null;
}

async function tokenOf() {
  if (!customer) return null;
  const known = keptToken();
  if (known) return known;
  const given = await ask("session/exchange", { method: "POST", body: { token: await identity(), shop } });
  sessionStorage.setItem(session, JSON.stringify({ customer, ...given }));

  return given.accessToken;
}

/** Signs out of the shop and of Parley, and in as somebody else; as nobody without an address. */
export async function be(email, then = location.pathname) {
  who.disabled = true;
  document.querySelector("main").setAttribute("aria-busy", "true");
  const token = keptToken();
  if (customer) await window.Parley.shutdown?.();
  if (token) await ask("session", { method: "DELETE", token }).catch(() => {});
  sessionStorage.removeItem(session);
  if (email) localStorage.setItem(signedIn, email);
  else localStorage.removeItem(signedIn);
  location.assign(then);
}

who.onchange = () => be(who.value);
// In another tab somebody else has signed in.
addEventListener("storage", async ({ key }) => {
  if (key !== signedIn) return;
  await window.Parley.shutdown?.();
  location.reload();
});
