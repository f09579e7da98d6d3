import { lazy, Suspense } from "react";
import { BrowserRouter, Navigate, Outlet, Route, Routes, useParams } from "react-router";
import { ToastProvider } from "../design/Toast";
import { CatchCrash } from "./CatchCrash";
import { NotFound } from "./pages";
import { RequireAdmin } from "./RequireAdmin";
import { RequireSession } from "./RequireSession";
import { SessionProvider } from "./SessionProvider";
import { Shell } from "./Shell";

const CustomerMessages = lazy(() => import("../inbox/CustomerMessages"));
const CustomerOrders = lazy(() => import("../orders/CustomerOrders"));
const BusinessOrders = lazy(() => import("../orders/BusinessOrders"));
const BusinessInbox = lazy(() => import("../inbox/BusinessInbox"));
const AdminConversations = lazy(() => import("../admin/AdminConversations"));
const AdminAudit = lazy(() => import("../admin/AdminAudit"));
const AdminSearch = lazy(() => import("../admin/AdminSearch"));
const AdminContact = lazy(() => import("../admin/AdminContact"));
const AdminWidget = lazy(() => import("../admin/AdminWidget"));
const DemoShop = lazy(() => import("../demo/DemoShop"));
const ContactPage = lazy(() => import("../contact/ContactPage"));
const SignIn = lazy(() => import("../people/SignIn"));
const SignUp = lazy(() => import("../people/SignUp"));
const Reset = lazy(() => import("../people/Reset"));
const Join = lazy(() => import("../people/Join"));
const Demo = lazy(() => import("../people/Demo"));

export function App() {
  return (
    <CatchCrash>
      <BrowserRouter>
        <SessionProvider>
          <ToastProvider>
            <Routes>
              <Route element={<Whole />}>
                <Route path="/signin" element={<SignIn />} />
                <Route path="/signup" element={<SignUp />} />
                <Route path="/reset" element={<Reset />} />
                <Route path="/join/:token" element={<Join />} />
                <Route path="/demo" element={<Demo />} />
                <Route path="/contact/:kind/:id" element={<ContactPage />} />
              </Route>
              <Route path="/account/messages/:id?" element={<ToMessages />} />
              <Route element={<RequireSession />}>
                <Route element={<Shell />}>
                  <Route path="/messages/:id?" element={<CustomerMessages />} />
                  <Route path="/messages/with/:businessId" element={<CustomerMessages />} />
                  <Route path="/orders/:orderId?" element={<CustomerOrders />} />
                  <Route path="/orders/:orderId/messages" element={<CustomerOrders />} />
                  <Route path="/demo/shop" element={<DemoShop />} />
                  <Route path="/inbox/orders/:orderId?" element={<BusinessOrders />} />
                  <Route path="/inbox/:view?/:id?" element={<BusinessInbox />} />
                  <Route path="/inbox/:view/with/:customerId" element={<BusinessInbox />} />
                  <Route element={<RequireAdmin />}>
                    <Route path="/admin" element={<AdminConversations />} />
                    <Route path="/admin/conversations/:id" element={<AdminConversations />} />
                    <Route path="/admin/search" element={<AdminSearch />} />
                    <Route path="/admin/audit" element={<AdminAudit />} />
                    <Route path="/admin/contact" element={<AdminContact />} />
                    <Route path="/admin/widget" element={<AdminWidget />} />
                  </Route>
                  <Route path="/" element={<Navigate to="/messages" replace />} />
                  <Route path="*" element={<NotFound />} />
                </Route>
              </Route>
            </Routes>
          </ToastProvider>
        </SessionProvider>
      </BrowserRouter>
    </CatchCrash>
  );
}

function Whole() {
  return (
    <Suspense fallback={<main className="whole-page" aria-busy="true" />}>
      <Outlet />
    </Suspense>
  );
}

/** The address that other shops' accounts use. */
function ToMessages() {
  const { id } = useParams();

  return <Navigate to={id === undefined ? "/messages" : `/messages/${id}`} replace />;
}
