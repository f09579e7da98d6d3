using Parley.Conversations;
using Parley.Messages;

namespace Parley.Search;

/// <summary>A message that was found, and the conversation that it stands in.</summary>
/// <param name="Snippet">The part of its text around the first of the words, at most 180 characters and an ellipsis at its ends.</param>
/// <param name="Customer">Absent when he has left.</param>
/// <param name="Business">Absent when it has left.</param>
public sealed record SearchHit(
    Guid MessageId,
    Guid ConversationId,
    AudienceView Audience,
    long Seq,
    Channel Channel,
    SenderView Sender,
    DateTimeOffset SentAt,
    IReadOnlyList<SnippetPiece> Snippet,
    TopicView Topic,
    ConversationStatus Status,
    FoundParty? Customer = null,
    FoundParty? Business = null
);

/// <summary>Who a conversation is with.</summary>
public sealed record FoundParty(Guid Id, string Name)
{
    internal static FoundParty? Of(ConversationFacts facts, Role role) =>
        facts.Parties.FirstOrDefault(party => party.Role == role) is { } party
            ? new FoundParty(party.Id, party.Name)
            : null;
}
