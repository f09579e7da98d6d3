using System.Text.Json;

namespace Parley.Client;

/// <summary>A part of a list.</summary>
/// <param name="Items">In the order of the list.</param>
/// <param name="Next">Ask with it for the following page; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next = null);

/// <summary>Who may read: <c>everyone</c> in the conversation, the <c>team</c> of a business, the <c>platform</c>, or <c>platformWith</c> one party.</summary>
/// <param name="Kind">One of the words above.</param>
/// <param name="BusinessId">Whose team, or the business that the platform speaks with.</param>
/// <param name="PersonId">The customer that the platform speaks with.</param>
public sealed record AudienceView(string Kind, Guid? BusinessId = null, Guid? PersonId = null)
{
    /// <summary>Everyone in the conversation.</summary>
    public const string Everyone = "everyone";

    /// <summary>The members of the caller's own business.</summary>
    public const string Team = "team";
}

/// <summary>A message as the caller sees it.</summary>
/// <param name="Id">Rises within the conversation.</param>
/// <param name="Seq">Its number within the audience: from 1, without holes.</param>
/// <param name="Kind"><c>text</c>, <c>attachments</c>, <c>voice</c>, <c>system</c>, <c>call</c> or <c>card</c>; words may be added.</param>
/// <param name="Channel"><c>in_app</c>, <c>email</c>, <c>whatsapp</c> or <c>sms</c>.</param>
/// <param name="SentAt">For showing only: order and holes follow from <paramref name="Id"/> and <paramref name="Seq"/>.</param>
/// <param name="Body">At most 10,000 UTF-16 code units; null when erased, withheld, or where the kind has no text.</param>
/// <param name="ClientId">The id that the sending device chose; only to the sender himself.</param>
/// <param name="ReplyTo">The message that it quotes.</param>
/// <param name="System">What happened, for messages of kind <c>system</c>.</param>
public sealed record MessageView(
    Guid Id,
    Guid ConversationId,
    AudienceView Audience,
    long Seq,
    string Kind,
    string Channel,
    SenderView Sender,
    DateTimeOffset SentAt,
    string? Body = null,
    Guid? ClientId = null,
    Guid? ReplyTo = null,
    SystemEventView? System = null
);

/// <summary>Who said it, and as what.</summary>
/// <param name="Role"><c>customer</c>, <c>seller</c>, <c>supplier</c>, <c>reseller</c>, <c>platform</c>, <c>assistant</c> or <c>system</c>.</param>
/// <param name="PersonId">Null for the system.</param>
/// <param name="BusinessId">The business that the person spoke for.</param>
public sealed record SenderView(string Role, string Name, Guid? PersonId = null, Guid? BusinessId = null);

/// <summary>Something that happened, as a code with data.</summary>
/// <param name="Code">Such as <c>order.shipped</c>.</param>
public sealed record SystemEventView(string Code, JsonElement? Data = null);

/// <summary>The number of the newest message in an audience; 0 before the first.</summary>
public sealed record HeadView(AudienceView Audience, long Seq);

/// <summary>How far somebody has got or read an audience.</summary>
/// <param name="AudienceKind">One of <see cref="AudienceView.Kind"/>; whose it is follows from who asks.</param>
/// <param name="Seq">The number of the newest message that was got or shown.</param>
public sealed record Mark(string AudienceKind, long Seq);
