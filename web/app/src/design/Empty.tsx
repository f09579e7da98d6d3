import type { ReactNode } from "react";
import "./empty.css";

interface EmptyProps {
  icon?: ReactNode;
  title: string;
  text?: string;
  /** Failures are told at once to who cannot see them. */
  failed?: boolean;
  /** The page has nothing else to be named by. */
  isPage?: boolean;
  children?: ReactNode;
}

/** Why nothing is here and what can be done about it. */
export function Empty({ icon, title, text, failed = false, isPage = false, children }: EmptyProps) {
  const Title = isPage ? "h1" : "h2";

  return (
    <div className="empty" role={failed ? "alert" : undefined}>
      {icon && <span className="empty__icon">{icon}</span>}
      <Title className="empty__title">{title}</Title>
      {text && <p className="empty__text">{text}</p>}
      {children && <div className="empty__actions">{children}</div>}
    </div>
  );
}
