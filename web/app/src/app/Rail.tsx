import { Inbox, Landmark, MessagesSquare, Package } from "lucide-react";
import type { ReactNode } from "react";
import { NavLink, useLocation } from "react-router";
import { count } from "../design/money";
import { UnreadOf } from "../inbox/UnreadOf";
import { sumOf, useOrderCounts } from "../orders/useOrders";
import { words } from "../words";
import { AccountMenu } from "./AccountMenu";
import { Mark } from "./Mark";
import { useSession } from "./SessionProvider";

/** The way between the sides: my own messages, the inbox of a business that I speak for, and the marketplace that I run. */
export function Rail() {
  const { me } = useSession();
  const { pathname } = useLocation();
  const inBusiness = pathname.startsWith("/inbox");
  const inAdmin = pathname.startsWith("/admin");
  const isMember = me.businesses.length > 0;
  const bought = sumOf(useOrderCounts()) ?? 0;

  return (
    <nav className="rail" aria-label={words.rail.label} data-in-thread={isThread(pathname) || undefined}>
      <NavLink className="rail__mark" to={inBusiness ? "/inbox" : "/messages"} aria-label={words.product}>
        <Mark />
      </NavLink>
      <Place
        to="/messages"
        label={words.rail.messages}
        sides={[undefined]}
        icon={<MessagesSquare size={20} aria-hidden="true" />}
      />
      {(!isMember || bought > 0) && (
        <Place to="/orders" label={words.rail.orders} icon={<Package size={20} aria-hidden="true" />} />
      )}
      {isMember && (
        <Place
          to="/inbox"
          label={words.rail.inbox}
          sides={me.businesses.map((business) => business.id)}
          icon={<Inbox size={20} aria-hidden="true" />}
        />
      )}
      {me.isAdmin && <Place to="/admin" label={words.rail.admin} icon={<Landmark size={20} aria-hidden="true" />} />}
      <span className="rail__gap" />
      <AccountMenu side={inBusiness || inAdmin ? "business" : "customer"} />
    </nav>
  );
}

interface PlaceProps {
  to: string;
  label: string;
  icon: ReactNode;
  /** Whose unread conversations it counts. */
  sides?: readonly (string | undefined)[];
}

function Place({ to, label, icon, sides }: PlaceProps) {
  return (
    <NavLink className="rail__place" to={to}>
      <span className="rail__icon">
        {icon}
        {sides && <UnreadOf sides={sides}>{(unread) => unread > 0 && <Badge unread={unread} />}</UnreadOf>}
      </span>
      <span className="rail__label">{label}</span>
    </NavLink>
  );
}

function Badge({ unread }: { unread: number }) {
  return (
    <span className="rail__badge figures">
      <span aria-hidden="true">{unread > 99 ? "99+" : count(unread)}</span>
      <span className="unseen">{words.rail.unread(unread)}</span>
    </span>
  );
}

const isThread = (pathname: string) =>
  /^\/(messages(\/with)?|inbox\/\w+(\/with)?|admin\/conversations)\/[0-9a-f-]{36}$/.test(pathname) ||
  /^\/orders\/./.test(pathname);
