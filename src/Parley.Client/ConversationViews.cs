using System.Text.Json;

namespace Parley.Client;

/// <summary>A conversation as the caller sees it.</summary>
/// <param name="Status"><c>open</c>, <c>resolved</c> or <c>closed</c>.</param>
/// <param name="WaitingOn"><c>customer</c>, <c>business</c> or <c>nobody</c>.</param>
/// <param name="Heads">The newest number of each audience that the caller may read.</param>
public sealed record ConversationView(
    Guid Id,
    Guid ShopId,
    string Subject,
    string Status,
    string WaitingOn,
    TopicView Topic,
    IReadOnlyList<PartyView> Parties,
    IReadOnlyList<HeadView> Heads,
    IReadOnlyList<CursorView> Cursors,
    MineView Mine,
    DateTimeOffset CreatedAt
);

/// <summary>What a conversation is about, as it was when it was opened.</summary>
/// <param name="Kind"><c>order</c>, <c>listing</c>, <c>service</c> or <c>general</c>.</param>
/// <param name="ExternalId">The shop's own id of it.</param>
/// <param name="StatusLabel">The shop's own word for the status.</param>
public sealed record TopicView(
    string Kind,
    string Title,
    Guid? Id = null,
    string? ExternalId = null,
    string? ImageUrl = null,
    Money? Price = null,
    string? Status = null,
    string? StatusLabel = null,
    IReadOnlyDictionary<string, JsonElement>? Attributes = null
);

/// <summary>An amount.</summary>
/// <param name="Minor">In the currency's smallest unit.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record Money(long Minor, string Currency);

/// <summary>Someone who takes part: a person, a business, or the platform with neither id.</summary>
/// <param name="LastSeenAt">When the last device went; null while online, and when that is not known.</param>
public sealed record PartyView(
    string Role,
    string Name,
    bool Online,
    Guid? PersonId = null,
    Guid? BusinessId = null,
    DateTimeOffset? LastSeenAt = null
);

/// <summary>How far someone has been delivered to and has read; 0 is nothing yet.</summary>
public sealed record CursorView(
    ReaderView Who,
    AudienceView Audience,
    long Delivered,
    long Read,
    DateTimeOffset? ReadAt = null
);

/// <summary>Whose cursor it is: a person's, or a business's, which any member moves.</summary>
public sealed record ReaderView(string Name, Guid? PersonId = null, Guid? BusinessId = null);

/// <summary>What the caller is and may do here.</summary>
/// <param name="May">
/// Of <c>send</c>, <c>note</c>, <c>assign</c>, <c>block</c>, <c>unblock</c>, <c>resolve</c>, <c>reopen</c>, <c>close</c>.
/// </param>
/// <param name="Audiences">To whom he may write.</param>
/// <param name="Row">The line in his side's list; null before something was said.</param>
public sealed record MineView(
    string Role,
    IReadOnlyList<string> May,
    IReadOnlyList<AudienceView> Audiences,
    Guid? BusinessId = null,
    InboxRowView? Row = null,
    DateTimeOffset? ReopenUntil = null
);

/// <summary>One line of a side's list.</summary>
/// <param name="With">The other side.</param>
/// <param name="Unread">Messages of others after the side's cursor, at most 100, which is shown as 99+.</param>
/// <param name="State"><c>new</c>, <c>read</c>, <c>replied</c>, <c>archived</c> or <c>spam</c>.</param>
/// <param name="BusinessId">The business whose list this is; null in a person's own.</param>
public sealed record InboxRowView(
    Guid ConversationId,
    string Subject,
    TopicView Topic,
    CounterpartView With,
    long Unread,
    bool UnreadMark,
    string Status,
    bool Archived,
    bool Muted,
    bool Spam,
    string State,
    Guid? BusinessId = null,
    LastMessageView? Last = null,
    AssigneeView? Assignee = null
);

/// <summary>The other side of a conversation.</summary>
public sealed record CounterpartView(Guid Id, string Name, bool Online, string? ImageUrl = null);

/// <summary>The newest message that a side may read.</summary>
/// <param name="Channel"><c>in_app</c>, <c>email</c>, <c>whatsapp</c> or <c>sms</c>.</param>
/// <param name="Preview">At most 100 characters; null for records.</param>
/// <param name="System">The code of what happened, for records.</param>
/// <param name="Mine">Said by this side.</param>
/// <param name="Note">Not for everyone in the conversation.</param>
public sealed record LastMessageView(
    Guid Id,
    string Kind,
    string Channel,
    bool Mine,
    bool Note,
    DateTimeOffset At,
    string? Preview = null,
    string? System = null
);

/// <summary>The member who takes care of a conversation.</summary>
public sealed record AssigneeView(Guid PersonId, string Name);

/// <summary>What changed for the caller since a cursor. It carries state, so the same conversation may come twice.</summary>
/// <param name="Epoch">When it differs from the one before, forget everything and fetch anew.</param>
/// <param name="Cursor">Ask with it the next time.</param>
/// <param name="More">There is more now: ask again at once.</param>
public sealed record SyncPage(string Epoch, IReadOnlyList<ChangedConversation> Changed, string Cursor, bool More);

/// <summary>One conversation of the feed.</summary>
/// <param name="FactsOf">Earlier messages about which something new is known.</param>
/// <param name="Left">The caller may no longer see it: remove every trace.</param>
public sealed record ChangedConversation(
    Guid ConversationId,
    IReadOnlyList<Guid> FactsOf,
    bool Left,
    ConversationView? Conversation = null,
    InboxRowView? Row = null
);

/// <summary>The caller himself.</summary>
public sealed record MeView(
    Guid Id,
    string Name,
    bool IsAdmin,
    IReadOnlyList<MyBusiness> Businesses,
    IReadOnlyList<ShopView> Shops,
    string? Email = null,
    string? Locale = null,
    string? TimeZone = null
);

/// <summary>A business that the caller works for.</summary>
/// <param name="Role"><c>owner</c> or <c>agent</c>.</param>
public sealed record MyBusiness(Guid Id, string Name, string Role);

/// <summary>A storefront.</summary>
public sealed record ShopView(Guid Id, string Name);

/// <summary>A business as its customer sees it.</summary>
/// <param name="Takes">
/// About what the caller may open a conversation with it: <c>order</c>, <c>listing</c>, <c>service</c>, <c>general</c>.
/// </param>
public sealed record ContactView(
    BusinessView Business,
    bool IsContacted,
    bool IsContactable,
    IReadOnlyList<string> Takes
);

/// <summary>What a business knows of a customer.</summary>
/// <param name="IsGuest">He has no account.</param>
/// <param name="OrderCount">Of all orders with a part that the business sells.</param>
/// <param name="Orders">The newest of them, at most 5.</param>
/// <param name="Conversations">The newest others of the business with him, at most 5.</param>
/// <param name="Email">Of a guest alone.</param>
/// <param name="Phone">Of a guest alone.</param>
/// <param name="Locale">A language tag (BCP 47); null until known.</param>
/// <param name="TimeZone">An IANA name; null until known.</param>
public sealed record KnownCustomerView(
    Guid Id,
    string Name,
    bool IsGuest,
    long OrderCount,
    IReadOnlyList<CustomerOrderView> Orders,
    IReadOnlyList<InboxRowView> Conversations,
    CustomerAddressView? Email = null,
    string? Phone = null,
    string? Locale = null,
    string? TimeZone = null
);

/// <param name="StatusLabel">The shop's own word for the status.</param>
public sealed record CustomerOrderView(
    Guid Id,
    string Number,
    string Status,
    DateTimeOffset PlacedAt,
    string? StatusLabel = null
);

/// <param name="IsProven">He has shown that it is his.</param>
public sealed record CustomerAddressView(string Value, bool IsProven);

/// <summary>A business, by name.</summary>
public sealed record BusinessView(Guid Id, string Name);

/// <summary>Which lines of which list; a member that is null does not narrow it.</summary>
public sealed record ConversationFilter
{
    /// <summary>The business for which to list; the caller's own list when null.</summary>
    public Guid? As { get; init; }

    /// <summary>Words in the subject, the topic's title or number, or a name; at most 200 characters.</summary>
    public string? Q { get; init; }

    /// <summary><c>open</c>, <c>resolved</c> or <c>closed</c>.</summary>
    public string? Status { get; init; }

    /// <summary><c>order</c>, <c>listing</c>, <c>service</c> or <c>general</c>.</summary>
    public string? Topic { get; init; }

    /// <summary>The order, listing or service that they are about.</summary>
    public Guid? TopicId { get; init; }

    /// <summary>How they stand for the side: <c>new</c>, <c>read</c>, <c>replied</c>, <c>archived</c> or <c>spam</c>.</summary>
    public string? State { get; init; }

    /// <summary>Only those in which something was last said at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only those in which something was last said before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only those with, or without, unread messages.</summary>
    public bool? Unread { get; init; }

    /// <summary>True for those that were put away, which are left out otherwise.</summary>
    public bool? Archived { get; init; }

    /// <summary><c>me</c>, <c>nobody</c>, or a member's id.</summary>
    public string? Assignee { get; init; }

    /// <summary>The <see cref="Page{T}.Next"/> of the page before.</summary>
    public string? Before { get; init; }

    /// <summary>1 to 100; the server's default is 30.</summary>
    public int? Limit { get; init; }
}
