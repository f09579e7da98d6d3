import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { Button } from "./Button";
import "./toast.css";

interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

type Say = (text: string, action?: Toast["action"]) => void;

/** Long enough to read and to undo. In milliseconds. */
const STAYS_MS = 8000;
const ToastContext = createContext<Say>(() => {});

/** Says in passing what was done, with a way back. */
export const useToast = () => useContext(ToastContext);

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null);
  const say = useCallback<Say>((text, action) => setToast({ id: Date.now(), text, ...(action && { action }) }), []);

  useEffect(() => {
    if (toast === null) return;
    const timer = setTimeout(() => setToast(null), STAYS_MS);

    return () => clearTimeout(timer);
  }, [toast]);

  return (
    <ToastContext value={say}>
      {children}
      <div className="toasts" role="status">
        {toast !== null && (
          <div className="toast" key={toast.id}>
            <span>{toast.text}</span>
            {toast.action && (
              <Button
                look="quiet"
                onClick={() => {
                  toast.action?.run();
                  setToast(null);
                }}
              >
                {toast.action.label}
              </Button>
            )}
          </div>
        )}
      </div>
    </ToastContext>
  );
}
