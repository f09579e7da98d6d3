import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { Fragment } from "react";
import type { MenuItem, MenuProps } from "./Menu";
import "./menu.css";

/** Opened by the press that brought it. */
export default function MenuPanel({ label, className, items, children, side = "bottom", heading }: MenuProps) {
  return (
    <DropdownMenu.Root defaultOpen modal={false}>
      <DropdownMenu.Trigger className={className} aria-label={label} title={label}>
        {children}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          side={side}
          align={side === "bottom" ? "start" : "end"}
          sideOffset={6}
          collisionPadding={8}
        >
          {heading && <DropdownMenu.Label className="menu__heading clip">{heading}</DropdownMenu.Label>}
          {items.map(({ key, ...item }, index) => (
            <Fragment key={key}>
              {item.group !== undefined && item.group !== items[index - 1]?.group && (
                <>
                  {index > 0 && <DropdownMenu.Separator className="menu__line" />}
                  <DropdownMenu.Label className="menu__label">{item.group}</DropdownMenu.Label>
                </>
              )}
              {item.group === undefined && items[index - 1]?.group !== undefined && (
                <DropdownMenu.Separator className="menu__line" />
              )}
              <Item {...item} />
            </Fragment>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Item({ label, icon, checked, danger, onSelect }: Omit<MenuItem, "key">) {
  const className = danger ? "menu__item menu__item--danger" : "menu__item";

  return checked === undefined ? (
    <DropdownMenu.Item className={className} onSelect={onSelect}>
      <span className="menu__icon">{icon}</span>
      {label}
    </DropdownMenu.Item>
  ) : (
    <DropdownMenu.CheckboxItem className={className} checked={checked} onSelect={onSelect}>
      <span className="menu__icon">{checked && <Check size={16} aria-hidden="true" />}</span>
      {label}
    </DropdownMenu.CheckboxItem>
  );
}
