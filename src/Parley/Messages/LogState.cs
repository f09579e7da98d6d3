using Parley.Conversations;

namespace Parley.Messages;

/// <summary>What a batch must know before it may number its drafts, read and locked in the batch's own transaction.</summary>
internal sealed class LogState
{
    /// <summary>By row. One that is asked for and missing is locked by another node.</summary>
    public Dictionary<long, ConversationState> Conversations { get; } = [];

    /// <summary>The access version of each sender, by person row.</summary>
    public Dictionary<long, long> AccessVersions { get; } = [];

    /// <summary>Row numbers for the messages to come.</summary>
    public Queue<long> FreeRows { get; set; } = [];

    /// <summary>Messages that were sent before under a client id of this batch.</summary>
    public Dictionary<MessageKey, Message> Known { get; } = [];
}

/// <summary>What to read for a batch.</summary>
/// <param name="RowCount">How many row numbers to reserve.</param>
internal sealed record LogQuery(
    IReadOnlyCollection<long> ConversationRows,
    IReadOnlyCollection<long> SenderRows,
    IReadOnlyCollection<MessageKey> Keys,
    int RowCount
);

/// <summary>What makes a repeated send recognisable, for ever.</summary>
internal readonly record struct MessageKey(long ConversationRow, long SenderRow, Guid ClientId);

internal sealed class ConversationState
{
    public required long RowId { get; init; }
    public required Guid Id { get; init; }
    public required ConversationStatus Status { get; set; }
    public required long PartyVersion { get; init; }
    public List<AudienceState> Audiences { get; init; } = [];

    /// <summary>The sides that have an inbox row here.</summary>
    public List<Owner> Owners { get; init; } = [];

    /// <summary>A message of this batch opened it again.</summary>
    public bool IsReopened { get; set; }

    /// <summary>The id of the newest message in any audience: ids order the timeline across them.</summary>
    public Guid LastId { get; set; }

    public AudienceState? Find(Audience audience)
    {
        foreach (var state in Audiences)
            if (state.Audience == audience)
                return state;

        return null;
    }
}

internal sealed class AudienceState
{
    public required long RowId { get; init; }
    public required Audience Audience { get; init; }
    public required long LastSeq { get; set; }
    public required Guid LastId { get; set; }
    public required int LastSpokenRole { get; set; }

    /// <summary>Numbered in this batch and not written yet.</summary>
    public bool IsChanged { get; set; }
}
