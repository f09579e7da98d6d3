import type { ComponentProps, ReactNode } from "react";
import "./button.css";

type Look = "primary" | "secondary" | "quiet" | "danger";

interface ButtonProps extends ComponentProps<"button"> {
  look?: Look;
  /** At work: cannot be pressed again, and says so. */
  busy?: boolean;
}

export function Button({ look = "secondary", busy = false, className = "", ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`button button--${look} ${className}`}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
    />
  );
}

interface IconButtonProps extends ComponentProps<"button"> {
  label: string;
  icon: ReactNode;
}

/** A button that shows only an icon, and has its name in words for everybody else. */
export function IconButton({ label, icon, className = "", ...rest }: IconButtonProps) {
  return (
    <button type="button" {...rest} aria-label={label} title={label} className={`icon-button ${className}`}>
      {icon}
    </button>
  );
}
