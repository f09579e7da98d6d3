import { Link, useLocation } from "react-router";
import { adminWords, policyWords } from "./words";

const pages = [
  { to: "/admin", name: adminWords.conversations },
  { to: "/admin/search", name: adminWords.search },
  { to: "/admin/audit", name: adminWords.audit },
  { to: "/admin/contact", name: policyWords.title },
  { to: "/admin/widget", name: adminWords.widget },
];

/** The pages of those who run the marketplace. */
export function AdminViews() {
  const { pathname } = useLocation();
  const here = pages.findLast(({ to }) => pathname.startsWith(to));

  return (
    <nav className="views" aria-label={adminWords.pages}>
      {pages.map((page) => (
        <Link
          key={page.to}
          className={page === here ? "view active" : "view"}
          to={page.to}
          aria-current={page === here ? "page" : undefined}
        >
          {page.name}
        </Link>
      ))}
    </nav>
  );
}
