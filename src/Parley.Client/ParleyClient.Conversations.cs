using System.Globalization;

namespace Parley.Client;

public sealed partial class ParleyClient
{
    /// <summary>Lists conversations in which something was said, the newest message first.</summary>
    public Task<Page<InboxRowView>> ListConversations(
        ConversationFilter? filter = null,
        CancellationToken cancellationToken = default
    )
    {
        filter ??= new ConversationFilter();

        return Get<Page<InboxRowView>>(
            "conversations"
                + Query(
                    ("as", filter.As),
                    ("q", filter.Q),
                    ("status", filter.Status),
                    ("topic", filter.Topic),
                    ("topicId", filter.TopicId),
                    ("state", filter.State),
                    ("from", filter.From),
                    ("to", filter.To),
                    ("unread", filter.Unread),
                    ("archived", filter.Archived),
                    ("assignee", filter.Assignee),
                    ("before", filter.Before),
                    ("limit", filter.Limit)
                ),
            cancellationToken
        );
    }

    /// <summary>Lists whom the caller has contacted as a customer and whom he may contact, the newest businesses first.</summary>
    /// <param name="filter"><c>contacted</c> or <c>contactable</c>; both without it.</param>
    /// <param name="q">Text that stands in the business's name.</param>
    /// <param name="before">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 100.</param>
    public Task<Page<ContactView>> ListContacts(
        string? filter = null,
        string? q = null,
        string? before = null,
        int? limit = null,
        CancellationToken cancellationToken = default
    ) =>
        Get<Page<ContactView>>(
            "contacts" + Query(("filter", filter), ("q", q), ("before", before), ("limit", limit)),
            cancellationToken
        );

    /// <summary>
    /// Starts a conversation, or finds the one that there is: about an order of the caller, a listing, a service or nothing in
    /// particular.
    /// </summary>
    /// <param name="kind"><c>order</c>, <c>listing</c>, <c>service</c> or <c>general</c>.</param>
    /// <param name="topicId">Null for <c>general</c>.</param>
    /// <param name="businessId">The seller of the order's part, or the business of the listing or service.</param>
    /// <param name="body">What to say first, if anything.</param>
    /// <param name="clientId">Makes repeating harmless, as with <see cref="Send"/>.</param>
    public Task<ConversationView> Start(
        string kind,
        Guid? topicId,
        Guid businessId,
        string? body = null,
        Guid? clientId = null,
        CancellationToken cancellationToken = default
    ) =>
        Post<ConversationView>(
            "conversations",
            new
            {
                topic = new { kind, id = topicId },
                businessId,
                message = body is null ? null : new { clientId = clientId ?? Guid.CreateVersion7(), body },
            },
            cancellationToken
        );

    /// <summary>Shows a conversation.</summary>
    public Task<ConversationView> GetConversation(Guid conversationId, CancellationToken cancellationToken = default) =>
        Get<ConversationView>($"conversations/{conversationId}", cancellationToken);

    /// <summary>Shows the customer of a conversation to the business that sells to him.</summary>
    public Task<KnownCustomerView> GetCustomer(Guid conversationId, CancellationToken cancellationToken = default) =>
        Get<KnownCustomerView>($"conversations/{conversationId}/customer", cancellationToken);

    /// <summary>Opens, resolves or closes a conversation.</summary>
    /// <param name="status"><c>open</c>, <c>resolved</c> or <c>closed</c>.</param>
    public Task ChangeStatus(Guid conversationId, string status, CancellationToken cancellationToken = default) =>
        Do(HttpMethod.Patch, $"conversations/{conversationId}", new { status }, cancellationToken);

    /// <summary>Puts a conversation away, or takes it back.</summary>
    public Task Archive(Guid conversationId, bool isArchived = true, CancellationToken cancellationToken = default) =>
        Switch(conversationId, "archive", isArchived, cancellationToken);

    /// <summary>Stops or resumes notifications of a conversation.</summary>
    public Task Mute(Guid conversationId, bool isMuted = true, CancellationToken cancellationToken = default) =>
        Switch(conversationId, "mute", isMuted, cancellationToken);

    /// <summary>Marks a conversation as unread by hand, or takes the mark back. It moves no cursor.</summary>
    public Task MarkUnread(Guid conversationId, bool isMarked = true, CancellationToken cancellationToken = default) =>
        Switch(conversationId, "unread", isMarked, cancellationToken);

    /// <summary>Reports a conversation as spam for the caller's business, or takes it back. The customer sees nothing of it.</summary>
    public Task ReportSpam(Guid conversationId, bool isSpam = true, CancellationToken cancellationToken = default) =>
        Switch(conversationId, "spam", isSpam, cancellationToken);

    /// <summary>Gives a conversation to a member of the caller's business.</summary>
    public Task Assign(Guid conversationId, Guid personId, CancellationToken cancellationToken = default) =>
        Do(HttpMethod.Put, $"conversations/{conversationId}/assignee", new { personId }, cancellationToken);

    /// <summary>Takes back <see cref="Assign"/>.</summary>
    public Task Release(Guid conversationId, CancellationToken cancellationToken = default) =>
        Do(HttpMethod.Delete, $"conversations/{conversationId}/assignee", null, cancellationToken);

    /// <summary>Tells that messages were shown to the caller. Cursors never go back, so repeating is harmless.</summary>
    public Task MarkRead(Guid conversationId, Mark[] upTo, CancellationToken cancellationToken = default) =>
        Do(HttpMethod.Post, $"conversations/{conversationId}/read", MarkBody(upTo), cancellationToken);

    /// <summary>Tells that messages have reached this device.</summary>
    public Task MarkDelivered(Guid conversationId, Mark[] upTo, CancellationToken cancellationToken = default) =>
        Do(HttpMethod.Post, $"conversations/{conversationId}/delivered", MarkBody(upTo), cancellationToken);

    /// <summary>Tells the others that the caller writes. Repeat it every 3 seconds; it is forgotten after 6.</summary>
    public Task Typing(Guid conversationId, string? audience = null, CancellationToken cancellationToken = default) =>
        Do(
            HttpMethod.Post,
            $"conversations/{conversationId}/typing",
            new { audience = Name(audience) },
            cancellationToken
        );

    /// <summary>Tells what changed since a cursor; without one, where the feed stands now.</summary>
    public Task<SyncPage> Sync(string? cursor = null, CancellationToken cancellationToken = default) =>
        Get<SyncPage>("sync" + Query(("cursor", cursor)), cancellationToken);

    internal static object[] Marks(IEnumerable<Mark> upTo) =>
        [.. upTo.Select(mark => new { audience = Name(mark.AudienceKind), seq = mark.Seq })];

    internal static object? Name(string? audience) => audience is null ? null : new { kind = audience };

    private static object MarkBody(IEnumerable<Mark> upTo) => new { upTo = Marks(upTo) };

    private Task Switch(Guid conversationId, string what, bool isOn, CancellationToken cancellationToken) =>
        Do(
            isOn ? HttpMethod.Put : HttpMethod.Delete,
            $"conversations/{conversationId}/{what}",
            null,
            cancellationToken
        );

    private static string Query(params (string Name, object? Value)[] parameters)
    {
        var given = parameters
            .Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(TextOf(parameter.Value!))}")
            .ToList();

        return given.Count == 0 ? "" : "?" + string.Join('&', given);
    }

    private static string TextOf(object value) =>
        value switch
        {
            bool flag => flag ? "true" : "false",
            DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
