using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Messages;

namespace Parley.Admin;

/// <summary>Something that was done.</summary>
/// <param name="Action">What was done to what, as in <c>conversation.closed</c>.</param>
/// <param name="ActorRole">In a conversation the role there; else admin, shop, person or system.</param>
/// <param name="Actor">Absent for a shop or the system.</param>
/// <param name="Subject">What it was done to, where that is not the conversation: a person, a key, a message.</param>
/// <param name="Topic">What the conversation is about.</param>
/// <param name="Address">The IP address that it came from; absent once erased.</param>
/// <param name="Data">Particulars; of a message its type, its audience and whether it is internal.</param>
public sealed record AuditEntryView(
    Guid Id,
    string Action,
    DateTimeOffset At,
    string ActorRole,
    Channel Channel,
    AuditPersonView? Actor = null,
    Guid? ShopId = null,
    Guid? BusinessId = null,
    Guid? ConversationId = null,
    AuditTopicView? Topic = null,
    Guid? Subject = null,
    string? Address = null,
    string? UserAgent = null,
    JsonElement? Data = null
);

/// <param name="Name">As it is now.</param>
public sealed record AuditPersonView(Guid Id, string Name);

/// <param name="Id">Of the order, listing or service; absent for general.</param>
public sealed record AuditTopicView(TopicKind Kind, Guid? Id = null);

/// <summary>Metadata of a message, as <c>data</c> of its entry.</summary>
internal sealed record AuditedMessage(MessageKind Type, AudienceKind Audience)
{
    [JsonInclude]
    public bool Internal => Audience != AudienceKind.Everyone;
}
