import { Check, RotateCcw, X } from "lucide-react";
import type { OrderStatus } from "../api/types";
import { words } from "../words";
import { type Step, stepsOf } from "./orders";

/** How far an order has come. */
export function OrderSteps({ status }: { status: OrderStatus }) {
  return (
    <ol className="steps" aria-label={words.orders.progress}>
      {stepsOf(status).map((step) => (
        <li
          key={step.status}
          className="step"
          data-state={step.state}
          data-end={step.status}
          aria-current={step.state === "now" ? "step" : undefined}
        >
          <span className="step__mark" aria-hidden="true">
            <Sign step={step} />
          </span>
          <span className="step__name">
            {words.orderStep[step.status]}
            {step.state === "done" && <span className="unseen">, {words.orders.done}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Sign({ step: { status, state } }: { step: Step }) {
  if (status === "cancelled") return <X size={12} strokeWidth={2.5} aria-hidden="true" />;
  if (status === "refunded") return <RotateCcw size={12} strokeWidth={2.5} aria-hidden="true" />;

  return state === "next" ? null : <Check size={12} strokeWidth={2.5} aria-hidden="true" />;
}
