namespace Parley.Conversations;

/// <summary>One line of a side's list.</summary>
/// <param name="BusinessId">The business whose list this is; absent in a person's own.</param>
/// <param name="With">The other side: the seller for a customer, the customer for a business.</param>
/// <param name="Unread">Messages of others after the side's cursor, at most 100, which is shown as 99+.</param>
/// <param name="UnreadMark">Marked as unread by hand.</param>
/// <param name="Spam">Reported as spam by a member of the business.</param>
/// <param name="State">How it stands for this side: follows from the rest, and from who had the last word.</param>
/// <param name="Assignee">The member who takes care of it.</param>
public sealed record InboxRowView(
    Guid ConversationId,
    string Subject,
    TopicView Topic,
    CounterpartView With,
    long Unread,
    bool UnreadMark,
    ConversationStatus Status,
    bool Archived,
    bool Muted,
    bool Spam,
    LineState State,
    Guid? BusinessId = null,
    LastMessageView? Last = null,
    AssigneeView? Assignee = null
);

/// <summary>The other side of a conversation.</summary>
public sealed record CounterpartView(Guid Id, string Name, bool Online, string? ImageUrl = null);

/// <summary>The newest message that the side may read.</summary>
/// <param name="Preview">At most 100 characters, cut at a whole character as people count them; absent for records.</param>
/// <param name="System">What happened, for records.</param>
/// <param name="Mine">Said by this side.</param>
public sealed record LastMessageView(
    Guid Id,
    string Kind,
    Channel Channel,
    bool Mine,
    bool Note,
    DateTimeOffset At,
    string? Preview = null,
    string? System = null
);

/// <summary>The member who takes care of a conversation.</summary>
public sealed record AssigneeView(Guid PersonId, string Name);
