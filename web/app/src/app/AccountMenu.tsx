import { Inbox, LogOut, MessagesSquare } from "lucide-react";
import { useNavigate } from "react-router";
import { initialsOf } from "../design/Avatar";
import { Menu, type MenuItem } from "../design/Menu";
import { words } from "../words";
import { useDoor, useSession } from "./SessionProvider";
import { type Layout, type Theme, useLayout, useTheme } from "./settings";
import { useNarrow } from "./useNarrow";

/** Who I am here, how it looks, and the way out. */
export function AccountMenu({ side }: { side: "customer" | "business" }) {
  const { me, outbox } = useSession();
  const { signOut } = useDoor();
  const [theme, setTheme] = useTheme();
  const [layout, setLayout] = useLayout(side);
  const navigate = useNavigate();
  const isNarrow = useNarrow();

  const leave = async () => {
    await outbox.loaded;
    const waits = outbox.items.get().length > 0;
    if (waits && !window.confirm(words.account.outboxWaits)) return;
    await signOut();
    await navigate("/signin");
  };

  return (
    <Menu
      label={`${words.rail.account}: ${me.name}`}
      heading={me.name}
      className="rail__place rail__account"
      side={isNarrow ? "top" : "right"}
      items={[
        ...roles(me.businesses, side, (to) => void navigate(to)),
        ...(Object.keys(words.account.themes) as Theme[]).map((key) => ({
          key,
          label: words.account.themes[key],
          group: words.account.theme,
          checked: key === theme,
          onSelect: () => setTheme(key),
        })),
        ...(Object.keys(words.account.layouts) as Layout[]).map((key) => ({
          key,
          label: words.account.layouts[key],
          group: words.account.layout,
          checked: key === layout,
          onSelect: () => setLayout(key),
        })),
        {
          key: "out",
          label: words.account.signOut,
          icon: <LogOut size={16} aria-hidden="true" />,
          onSelect: () => void leave(),
        },
      ]}
    >
      <span className="rail__face" data-initials={initialsOf(me.name)} />
      <span className="rail__label">{words.rail.account}</span>
    </Menu>
  );
}

function roles(
  businesses: readonly { id: string; name: string }[],
  side: "customer" | "business",
  go: (to: string) => void,
): MenuItem[] {
  if (businesses.length === 0) return [];

  return [
    {
      key: "buying",
      label: words.rail.buying,
      icon: <MessagesSquare size={16} aria-hidden="true" />,
      group: words.rail.roles,
      ...(side === "customer" && { checked: true }),
      onSelect: () => go("/messages"),
    },
    ...businesses.map((business) => ({
      key: business.id,
      label: business.name,
      icon: <Inbox size={16} aria-hidden="true" />,
      group: words.rail.roles,
      onSelect: () => go(`/inbox?as=${business.id}`),
    })),
  ];
}
