import type { ReactNode } from "react";
import "./empty.css";

interface EmptyProps {
  icon?: ReactNode;
  title: string;
  text?: string;
  /** Failures are told at once to who cannot see them. */
  failed?: boolean;
  children?: ReactNode;
}

/** Why nothing is here and what can be done about it. */
export function Empty({ icon, title, text, failed = false, children }: EmptyProps) {
  return (
    <div className="empty" role={failed ? "alert" : undefined}>
      {icon && <span className="empty__icon">{icon}</span>}
      <h2 className="empty__title">{title}</h2>
      {text && <p className="empty__text">{text}</p>}
      {children && <div className="empty__actions">{children}</div>}
    </div>
  );
}
