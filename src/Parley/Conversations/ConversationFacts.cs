using Parley.Commerce;

namespace Parley.Conversations;

/// <summary>What decides who may do what in a conversation, as it was at <see cref="PartyVersion"/>.</summary>
public sealed record ConversationFacts
{
    public required long RowId { get; init; }
    public required Guid Id { get; init; }
    public required long ShopRow { get; init; }
    public required TopicKind TopicKind { get; init; }
    public required long PartyVersion { get; init; }

    /// <summary>The business does not want to hear from the customer; about his orders he may write all the same.</summary>
    public bool HasBlocked { get; init; }

    /// <summary>Those who take part now.</summary>
    public required IReadOnlyList<Party> Parties { get; init; }

    /// <summary>The audiences to which something was or can be said; others are made when first written to.</summary>
    public required IReadOnlyList<AudienceRow> Audiences { get; init; }

    public AudienceRow? Find(Audience audience) => Audiences.FirstOrDefault(row => row.Audience == audience);
}
