/** Most who look have no session; the code of those who have comes while the server is asked who they are. */
export const loadSignedIn = () => import("./SignedIn");
