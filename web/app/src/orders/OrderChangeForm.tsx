import { useId, useState } from "react";
import type { OrderStatus, OrderSummary } from "../api/types";
import { Button } from "../design/Button";
import { Field } from "../design/Field";
import { textOf } from "../people/useSubmit";
import { words } from "../words";
import { changesFrom } from "./orders";
import { useChangeOrder } from "./useChangeOrder";
import "./order-change.css";
import { changeWords } from "./words";

interface OrderChangeFormProps {
  order: OrderSummary;
  from: OrderStatus;
  onClose: () => void;
}

/** How the order stands now, and with a parcel who carries it. */
export function OrderChangeForm({ order, from, onClose }: OrderChangeFormProps) {
  const id = useId();
  const choices = changesFrom(from);
  const [status, setStatus] = useState(choices[0] ?? from);
  const { change, isBusy, problem, fieldProblem } = useChangeOrder(order, onClose);
  const isEnd = status === "cancelled" || status === "refunded";

  return (
    <form
      className="order-change"
      aria-label={changeWords.change}
      onSubmit={(event) => {
        event.preventDefault();
        change({ status, ...(status === "shipped" && trackingOf(new FormData(event.currentTarget))) });
      }}
    >
      <div className="field">
        <label className="field__label" htmlFor={id}>
          {changeWords.next}
        </label>
        <select
          className="select"
          id={id}
          value={status}
          onChange={(event) => setStatus(event.target.value as OrderStatus)}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice === from ? changeWords.changeCourier : words.orderStatus[choice]}
            </option>
          ))}
        </select>
      </div>
      {status === "shipped" && <CourierFields tracking={order.tracking} fieldProblem={fieldProblem} />}
      {isEnd && <p className="order-change__warning">{changeWords.isFinal}</p>}
      {problem && (
        <p className="order-change__problem" role="alert">
          {problem}
        </p>
      )}
      <div className="order-change__foot">
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button look={isEnd ? "danger" : "primary"} type="submit" busy={isBusy}>
          {status === from ? changeWords.saveCourier : changeWords.save(words.orderStatus[status] ?? status)}
        </Button>
      </div>
    </form>
  );
}

interface CourierFieldsProps {
  tracking: OrderSummary["tracking"] | undefined;
  fieldProblem: (field: string) => string | undefined;
}

function CourierFields({ tracking, fieldProblem }: CourierFieldsProps) {
  return (
    <>
      <Field
        label={changeWords.courier}
        name="carrier"
        maxLength={64}
        defaultValue={tracking?.carrier}
        problem={fieldProblem("tracking.carrier")}
      />
      <Field
        label={changeWords.parcelNumber}
        name="number"
        maxLength={128}
        defaultValue={tracking?.number}
        problem={fieldProblem("tracking.number")}
      />
      <Field
        label={changeWords.link}
        name="url"
        type="url"
        inputMode="url"
        placeholder="https://"
        defaultValue={tracking?.url}
        hint={changeWords.optional}
        problem={fieldProblem("tracking.url")}
      />
    </>
  );
}

/** Only what was filled in. */
function trackingOf(form: FormData) {
  const filled = ["carrier", "number", "url"].flatMap((name) => {
    const value = textOf(form, name).trim();

    return value === "" ? [] : [[name, value]];
  });

  return filled.length > 0 ? { tracking: Object.fromEntries(filled) as { [name: string]: string } } : {};
}
