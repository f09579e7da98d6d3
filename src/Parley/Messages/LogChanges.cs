using Parley.Conversations;

namespace Parley.Messages;

/// <summary>What a batch writes, each row once however many messages touch it.</summary>
internal sealed class LogChanges
{
    public List<NewMessage> Messages { get; } = [];

    public List<AudienceState> Audiences { get; } = [];

    public Dictionary<(Owner Owner, long ConversationRow), InboxChange> Inbox { get; } = [];

    /// <summary>Conversations that were resolved and are open again.</summary>
    public List<ConversationState> Reopened { get; } = [];
}

/// <param name="Salt">16 random bytes, destroyed by erasure.</param>
/// <param name="TraceRow">From where it was sent.</param>
internal sealed record NewMessage(Message Message, byte[] Salt, byte[] Commitment, long TraceRow);

/// <summary>What a batch does to one line of one side's list.</summary>
internal sealed class InboxChange
{
    /// <summary>The newest message that the side may read.</summary>
    public long LastMessageRow { get; set; }

    /// <summary>Something was said, so that the conversation is in the list from now on.</summary>
    public bool HasSpoken { get; set; }

    /// <summary>Something was said by another side.</summary>
    public bool IsUnread { get; set; }

    public ConversationStatus Status { get; set; }
}
