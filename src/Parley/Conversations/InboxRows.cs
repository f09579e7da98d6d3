using System.Text.Json;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Whose list a line stands in, and for which conversation.</summary>
public readonly record struct InboxKey(Owner Owner, long ConversationRow);

/// <summary>Reads lines of lists, in the order of the list, from one index.</summary>
public sealed class InboxRows(IPresence presence)
{
    private const int MaxPreview = 100;

    // Everything beside the inbox row is found by its primary key, for the rows of one page.
    private static readonly string Select = $"""
        SELECT inbox.owner, inbox.conversation_row, inbox.last_message_row, inbox.unread_mark, inbox.status, inbox.archived,
            inbox.muted, inbox.spam, {LineStateSql.State} AS state, conversation.id AS conversation_id, conversation.subject, conversation.topic,
            CASE WHEN inbox.unread THEN {UnreadSql.Count} ELSE 0 END AS unread,
            own.id AS own_business_id,
            customer.id AS customer_id, customer.name AS customer_name,
            seller.id AS seller_id, seller.name AS seller_name, seller.image_url AS seller_image_url,
            conversation.customer_row, conversation.business_row,
            last.id AS last_id, last.kind AS last_kind, last.channel AS last_channel, last.body AS last_body, last.data AS last_data,
            last.sent_at AS last_sent_at, last.sender_row AS last_sender_row, last.sender_business_row AS last_business_row,
            last_audience.kind AS last_audience_kind,
            assignee.id AS assignee_id, assignee.name AS assignee_name
        FROM inbox_row inbox
        JOIN conversation ON conversation.row_id = inbox.conversation_row
        JOIN person customer ON customer.row_id = conversation.customer_row
        JOIN business seller ON seller.row_id = conversation.business_row
        LEFT JOIN business own ON inbox.owner % 4 = 1 AND own.row_id = inbox.owner / 4
        LEFT JOIN message last ON last.row_id = inbox.last_message_row
        LEFT JOIN audience last_audience ON last_audience.row_id = last.audience_row
        LEFT JOIN person assignee ON assignee.row_id = inbox.assignee_row
        """;

    /// <summary>
    /// Makes a conversation news to every side, also to who joins later, in the transaction of the caller: it is marked as
    /// unread, as each could by itself.
    /// </summary>
    internal static async Task Announce(Work work, long conversationRow)
    {
        var yes = work.OnPostgres ? "true" : "1";
        await work.Execute(
            $"UPDATE conversation SET is_announced = {yes} WHERE row_id = @conversationRow",
            new { conversationRow }
        );
        await work.Execute(
            $"UPDATE inbox_row SET unread_mark = {yes} WHERE conversation_row = @conversationRow",
            new { conversationRow }
        );
    }

    /// <summary>Brings conversations to every side's devices again, in the transaction of the caller: what they show has changed.</summary>
    internal static async Task Show(Work work, long[] conversationRows) =>
        await work.Execute(
            $"UPDATE inbox_row SET stamp = @Stamp WHERE conversation_row {work.In("@conversationRows")}",
            new { conversationRows, Stamp = await work.Stamp() }
        );

    /// <summary>The line of one conversation; null where nothing was said yet, or the side has left.</summary>
    public async Task<InboxRowView?> Find(Work work, Owner owner, long conversationRow) =>
        (await Find(work, [new InboxKey(owner, conversationRow)])).Values.SingleOrDefault();

    /// <summary>As the other, for several lines at once; those that do not stand in a list are left out.</summary>
    public async Task<IReadOnlyDictionary<InboxKey, InboxRowView>> Find(Work work, IReadOnlyCollection<InboxKey> keys)
    {
        if (keys.Count == 0)
            return new Dictionary<InboxKey, InboxRowView>();

        // Only numbers, so they may stand in the statement; as parameters they would be limited in number.
        var values = string.Join(',', keys.Select(key => $"({key.Owner.Value},{key.ConversationRow})"));
        var rows = await work.Query<Row>(
            $"""
            {Select}
            WHERE (inbox.owner, inbox.conversation_row) IN (VALUES {values}) AND inbox.last_message_row > 0
                AND NOT inbox.has_left
            """
        );

        return rows.ToDictionary(row => new InboxKey(new Owner(row.Owner), row.ConversationRow), ViewOf);
    }

    /// <param name="where">Further conditions on <c>inbox</c> and <c>conversation</c>, with their <paramref name="parameters"/>.</param>
    /// <returns>Newest first, each with its place in the list.</returns>
    internal async Task<IReadOnlyList<(InboxRowView View, long Place)>> List(Work work, string where, object parameters)
    {
        var rows = await work.Query<Row>(
            $"""
            {Select}
            WHERE inbox.owner = @Owner AND inbox.last_message_row > 0 AND inbox.last_message_row < @before
                AND NOT inbox.has_left AND (@ShopRow = 0 OR inbox.shop_row = @ShopRow) {where}
            ORDER BY inbox.last_message_row DESC LIMIT @limit
            """,
            parameters
        );

        return [.. rows.Select(row => (ViewOf(row), row.LastMessageRow))];
    }

    /// <summary>How many lines of a side wait unread, as its badge has them: what is muted, put away or spam does not count.</summary>
    /// <returns>At most <paramref name="max"/>.</returns>
    internal static Task<long> CountUnread(Work work, Owner owner, long shopRow, int max) =>
        work.One<long>(
            $"SELECT count(*) FROM ({Waiting("1")}) AS counted",
            new
            {
                Owner = owner.Value,
                ShopRow = shopRow,
                limit = max,
            }
        );

    /// <summary>Those lines, the newest first, for <c>@Owner</c>, <c>@ShopRow</c> and <c>@limit</c>.</summary>
    internal static string Waiting(string columns) =>
        $"""
            SELECT {columns} FROM inbox_row inbox
            WHERE inbox.owner = @Owner AND inbox.last_message_row > 0 AND {LineStateSql.IsUnread} AND {LineStateSql.IsListed}
                AND NOT inbox.muted AND NOT inbox.has_left AND (@ShopRow = 0 OR inbox.shop_row = @ShopRow)
            ORDER BY inbox.last_message_row DESC LIMIT @limit
            """;

    private InboxRowView ViewOf(Row row)
    {
        var owner = new Owner(row.Owner);

        return new InboxRowView(
            row.ConversationId,
            row.Subject,
            TopicView.Parse(row.Topic),
            WithOf(row, owner),
            row.Unread,
            row.UnreadMark,
            row.Status,
            row.Archived,
            row.Muted,
            row.Spam,
            row.State,
            row.OwnBusinessId,
            LastOf(row, owner),
            row.AssigneeId is { } assignee ? new AssigneeView(assignee, row.AssigneeName!) : null
        );
    }

    private CounterpartView WithOf(Row row, Owner owner) =>
        owner == Owner.Person(row.CustomerRow)
            ? new CounterpartView(
                row.SellerId,
                row.SellerName,
                presence.IsOnline(Owner.Business(row.BusinessRow)),
                row.SellerImageUrl
            )
            : new CounterpartView(row.CustomerId, row.CustomerName, presence.IsOnline(Owner.Person(row.CustomerRow)));

    private static LastMessageView? LastOf(Row row, Owner owner)
    {
        if (row.LastId is not { } id)
            return null;

        var sender = row.LastBusinessRow != 0 ? Owner.Business(row.LastBusinessRow) : Owner.Person(row.LastSenderRow);

        return new LastMessageView(
            id,
            KindName(row.LastKind),
            row.LastChannel,
            Mine: sender == owner,
            Note: row.LastAudienceKind != (int)AudienceKind.Everyone,
            row.LastSentAt,
            row.LastBody is { } body ? Text.Preview(body, MaxPreview) : null,
            row.LastData is { } data ? CodeOf(data) : null
        );
    }

    // The kinds of messages belong to the folder above; here they are only passed on as their names in the API.
    private static string KindName(int kind) =>
        kind switch
        {
            1 => "text",
            2 => "attachments",
            3 => "voice",
            4 => "system",
            5 => "call",
            _ => "card",
        };

    private static string? CodeOf(string data)
    {
        using var json = JsonDocument.Parse(data);

        return json.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null;
    }

    private sealed class Row
    {
        public long Owner { get; init; }
        public long ConversationRow { get; init; }
        public long LastMessageRow { get; init; }
        public bool UnreadMark { get; init; }
        public ConversationStatus Status { get; init; }
        public bool Archived { get; init; }
        public bool Muted { get; init; }
        public bool Spam { get; init; }
        public LineState State { get; init; }
        public Guid ConversationId { get; init; }
        public string Subject { get; init; } = "";
        public string Topic { get; init; } = "";
        public long Unread { get; init; }
        public Guid? OwnBusinessId { get; init; }
        public Guid CustomerId { get; init; }
        public string CustomerName { get; init; } = "";
        public Guid SellerId { get; init; }
        public string SellerName { get; init; } = "";
        public string? SellerImageUrl { get; init; }
        public long CustomerRow { get; init; }
        public long BusinessRow { get; init; }
        public Guid? LastId { get; init; }
        public int LastKind { get; init; }
        public Channel LastChannel { get; init; }
        public string? LastBody { get; init; }
        public string? LastData { get; init; }
        public DateTimeOffset LastSentAt { get; init; }
        public long LastSenderRow { get; init; }
        public long LastBusinessRow { get; init; }
        public int LastAudienceKind { get; init; }
        public Guid? AssigneeId { get; init; }
        public string? AssigneeName { get; init; }
    }
}
