import { Mail, MessageCircle, MessageSquare, Smartphone } from "lucide-react";
import type { Channel } from "../api/types";
import { words } from "../words";
import "./channel.css";

const icons: Record<Channel, typeof Mail> = {
  in_app: MessageSquare,
  email: Mail,
  whatsapp: MessageCircle,
  sms: Smartphone,
};

/** The way a message came: by its sign alone where it is the usual one, else in words too. */
export function ChannelSign({ channel }: { channel: Channel }) {
  const Icon = icons[channel];

  return (
    <span className="channel" data-channel={channel} title={words.channel[channel]}>
      <Icon size={13} aria-hidden="true" />
      <span className={channel === "in_app" ? "unseen" : undefined}>{words.channel[channel]}</span>
    </span>
  );
}
