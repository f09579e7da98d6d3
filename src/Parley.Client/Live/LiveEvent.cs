namespace Parley.Client.Live;

/// <summary>Something that the live connection tells, in the order in which it was applied.</summary>
public abstract record LiveEvent
{
    /// <summary>A message, once each, in the order of its number within the audience, holes already fetched.</summary>
    public sealed record MessageApplied(MessageView Message) : LiveEvent;

    /// <summary>A line of one of the caller's lists as it stands now.</summary>
    public sealed record InboxChanged(Guid ConversationId, InboxRowView Row) : LiveEvent;

    /// <summary>A conversation as the feed shows it after a break.</summary>
    public sealed record ConversationChanged(ChangedConversation Change) : LiveEvent;

    /// <summary>The caller may no longer see it: remove every trace.</summary>
    public sealed record ConversationLeft(Guid ConversationId) : LiveEvent;

    /// <summary>Somebody has got or read more.</summary>
    public sealed record CursorMoved(Guid ConversationId, IReadOnlyList<CursorView> Cursors) : LiveEvent;

    /// <summary>Something new is known of an earlier message: fetch it again.</summary>
    public sealed record FactChanged(Guid ConversationId, Guid MessageId) : LiveEvent;

    /// <summary>Somebody writes; forget it after 6 seconds.</summary>
    public sealed record TypingSeen(Guid ConversationId, SenderView Person, AudienceView Audience) : LiveEvent;

    /// <summary>A person, or a business with any of its members, came or went.</summary>
    public sealed record PresenceChanged(
        bool Online,
        Guid? PersonId = null,
        Guid? BusinessId = null,
        DateTimeOffset? LastSeenAt = null
    ) : LiveEvent;

    /// <summary><c>refetch</c>: forget everything and fetch anew; <c>signed_out</c>; <c>left</c>; <c>upgraded</c>.</summary>
    public sealed record Notice(string Code, Guid? ConversationId = null) : LiveEvent;

    /// <summary>The connection is there and everything missed was fetched, or it is gone and being made again.</summary>
    public sealed record ConnectionChanged(bool IsConnected) : LiveEvent;
}
