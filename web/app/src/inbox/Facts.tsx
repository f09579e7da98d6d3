import { Fragment, type ReactNode } from "react";
import { Link } from "react-router";

export type Row = [label: string, value: ReactNode];

export function Facts({ rows }: { rows: readonly Row[] }) {
  return (
    <dl className="context__facts figures">
      {rows.map(([label, value]) => (
        <Fragment key={label}>
          <dt dir="auto">{label}</dt>
          <dd dir="auto">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

interface LinksProps {
  title: string;
  links: readonly { to: string; text: string; fact?: ReactNode }[];
}

export function Links({ title, links }: LinksProps) {
  return (
    <>
      <h3 className="context__subtitle">{title}</h3>
      {links.length > 0 && (
        <ul className="context__items">
          {links.map(({ to, text, fact }) => (
            <li key={to}>
              <Link className="context__link" to={to} dir="auto">
                {text}
              </Link>
              {fact}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
