import { lazy, type ReactNode, Suspense, useState } from "react";

export interface MenuItem {
  key: string;
  label: string;
  icon?: ReactNode;
  /** A choice among those of the same group; undefined is a plain action. */
  checked?: boolean;
  group?: string;
  danger?: boolean;
  onSelect: () => void;
}

export interface MenuProps {
  label: string;
  className: string;
  items: readonly MenuItem[];
  children: ReactNode;
  side?: "bottom" | "right" | "top";
  /** Whose menu it is. */
  heading?: string;
}

const MenuPanel = lazy(() => import("./MenuPanel"));

/** A button that opens a menu. The menu's code comes with the first one that is opened. */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <button
      type="button"
      className={props.className}
      aria-label={props.label}
      title={props.label}
      aria-haspopup="menu"
      aria-expanded={wanted}
      onClick={() => setWanted(true)}
    >
      {props.children}
    </button>
  );

  return wanted ? (
    <Suspense fallback={button}>
      <MenuPanel {...props} />
    </Suspense>
  ) : (
    button
  );
}
