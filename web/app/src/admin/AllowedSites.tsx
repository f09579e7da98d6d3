import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { codeOf } from "../api/problem";
import { useNow } from "../app/useNow";
import { Button, IconButton } from "../design/Button";
import { Field } from "../design/Field";
import { ago } from "../design/times";
import { problemWords } from "../words";
import type { ShopCalls } from "./shopCalls";
import { siteOf } from "./site";
import type { AllowedOrigin } from "./WidgetSeen";
import { hostOf } from "./WidgetSeen";
import { adminWords } from "./words";

interface AllowedSitesProps {
  shop: string;
  origins: readonly AllowedOrigin[];
  calls: Pick<ShopCalls, "allow">;
}

/** The sites that may show the widget; all others get an empty frame. */
export function AllowedSites({ shop, origins, calls }: AllowedSitesProps) {
  const store = useQueryClient();
  const now = useNow();
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | undefined>();
  const known = origins.map((one) => one.origin);
  const change = useMutation({
    mutationFn: (wanted: string[]) => calls.allow(shop, wanted),
    onSuccess: (widget) => {
      store.setQueryData(["widget", shop], widget);
      setText("");
    },
    onError: (error) => setFault(problemWords(codeOf(error))),
  });
  const add = (event: FormEvent) => {
    event.preventDefault();
    const site = siteOf(text);
    setFault(site === null ? adminWords.noSite : known.includes(site) ? adminWords.siteKnown : undefined);
    if (site !== null && !known.includes(site)) change.mutate([...known, site]);
  };

  return (
    <section className="setup__part">
      <h2>{adminWords.sites}</h2>
      <p>{adminWords.sitesText}</p>
      {origins.length > 0 && (
        <ul className="setup__sites" aria-label={adminWords.sites}>
          {origins.map(({ origin, seenAt }) => (
            <li key={origin}>
              <span className="clip">{hostOf(origin)}</span>
              <span className="setup__when">{seenAt ? adminWords.seen(ago(seenAt, now)) : adminWords.neverSeen}</span>
              <IconButton
                label={adminWords.removeSite(hostOf(origin))}
                icon={<Trash2 size={16} aria-hidden="true" />}
                disabled={change.isPending}
                onClick={() => change.mutate(known.filter((one) => one !== origin))}
              />
            </li>
          ))}
        </ul>
      )}
      <form className="setup__add" noValidate onSubmit={add}>
        <Field
          label={adminWords.site}
          hint={adminWords.siteHint}
          problem={fault}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setFault(undefined);
          }}
        />
        <Button look="primary" type="submit" busy={change.isPending}>
          {adminWords.addSite}
        </Button>
      </form>
    </section>
  );
}
