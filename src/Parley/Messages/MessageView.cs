using System.Text.Json;
using Parley.Conversations;

namespace Parley.Messages;

/// <summary>A message as its readers see it.</summary>
/// <param name="Seq">Its number within the audience: from 1, without holes. A hole means that a message has not arrived yet.</param>
/// <param name="Body">At most 10,000 UTF-16 code units; absent when erased or withheld, or where the kind has no text.</param>
/// <param name="ClientId">The id that the sending device chose; only to the sender himself.</param>
/// <param name="ReplyTo">The message that it quotes.</param>
/// <param name="System">What happened, for messages of kind <c>system</c>.</param>
public sealed record MessageView(
    Guid Id,
    Guid ConversationId,
    AudienceView Audience,
    long Seq,
    MessageKind Kind,
    Channel Channel,
    SenderView Sender,
    DateTimeOffset SentAt,
    string? Body = null,
    Guid? ClientId = null,
    Guid? ReplyTo = null,
    SystemEventView? System = null
)
{
    /// <summary>As <paramref name="readerRow"/> sees it; 0 stands for a reader who is not its sender.</summary>
    internal static MessageView Of(
        Message message,
        Sender sender,
        Audience audience,
        ConversationFacts facts,
        long readerRow
    ) =>
        new(
            message.Id,
            facts.Id,
            AudienceView.Of(audience, facts),
            message.Seq,
            message.Kind,
            message.Channel,
            SenderView.Of(sender),
            message.SentAt,
            message.Body,
            readerRow != 0 && readerRow == message.SenderRow ? message.ClientId : null,
            message.ReplyTo,
            message.Kind == MessageKind.System ? SystemEventView.Parse(message.Data) : null
        );
}

/// <summary>Who said it.</summary>
/// <param name="PersonId">Absent for the system.</param>
/// <param name="BusinessId">The business that the person spoke for.</param>
public sealed record SenderView(Role Role, string Name, Guid? PersonId = null, Guid? BusinessId = null)
{
    internal static SenderView Of(Sender sender) =>
        new(sender.Role, sender.Name, NullIfEmpty(sender.PersonId), NullIfEmpty(sender.BusinessId));

    private static Guid? NullIfEmpty(Guid id) => id == Guid.Empty ? null : id;
}

/// <summary>Something that happened, as a code with data; each reader's app puts it into words.</summary>
/// <param name="Code">Such as <c>order.shipped</c> or <c>conversation.closed</c>.</param>
public sealed record SystemEventView(string Code, JsonElement? Data = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal static SystemEventView? Parse(string? data) =>
        data is null ? null : JsonSerializer.Deserialize<SystemEventView>(data, Json);

    internal string ToData() => JsonSerializer.Serialize(this, Json);
}
