import { createBrowserRouter, Navigate, Outlet, redirect } from "react-router";
import { ToastProvider } from "../design/Toast";
import { SignIn } from "../people/SignIn";
import { Crashed, NotFound } from "./pages";
import { RequireSession } from "./RequireSession";
import { SessionProvider } from "./SessionProvider";
import { Shell } from "./Shell";

function Root() {
  return (
    <SessionProvider>
      <ToastProvider>
        <Outlet />
      </ToastProvider>
    </SessionProvider>
  );
}

const customer = async () => ({ Component: (await import("../inbox/CustomerMessages")).CustomerMessages });
const business = async () => ({ Component: (await import("../inbox/BusinessInbox")).BusinessInbox });

export const router = createBrowserRouter([
  {
    Component: Root,
    ErrorBoundary: Crashed,
    HydrateFallback: () => null,
    children: [
      { path: "/signin", Component: SignIn },
      { path: "/signup", lazy: async () => ({ Component: (await import("../people/SignUp")).SignUp }) },
      { path: "/reset", lazy: async () => ({ Component: (await import("../people/Reset")).Reset }) },
      { path: "/join/:token", lazy: async () => ({ Component: (await import("../people/Join")).Join }) },
      { path: "/demo", lazy: async () => ({ Component: (await import("../people/Demo")).Demo }) },
      { path: "/account/messages", loader: () => redirect("/messages") },
      { path: "/account/messages/:id", loader: ({ params }) => redirect(`/messages/${params.id}`) },
      {
        Component: RequireSession,
        children: [
          {
            Component: Shell,
            ErrorBoundary: Crashed,
            children: [
              { path: "/messages/:id?", lazy: customer },
              { path: "/inbox/:view?/:id?", lazy: business },
              { path: "/", element: <Navigate to="/messages" replace /> },
              { path: "*", Component: NotFound },
            ],
          },
        ],
      },
    ],
  },
]);
