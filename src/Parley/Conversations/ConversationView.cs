using Parley.Commerce;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>A conversation as one person sees it.</summary>
/// <param name="Subject">At most 255 characters.</param>
/// <param name="WaitingOn">Who has the next word, by who spoke last.</param>
/// <param name="Heads">The newest number of each audience that the reader may read.</param>
/// <param name="Cursors">How far others and the reader himself have been delivered to and have read.</param>
/// <param name="RepliedAt">When the business last spoke to everyone; absent before it did.</param>
/// <param name="Orders">What a conversation about a listing or service became, as far as the reader is a party to it; else absent.</param>
public sealed record ConversationView(
    Guid Id,
    Guid ShopId,
    string Subject,
    ConversationStatus Status,
    WaitingOn WaitingOn,
    TopicView Topic,
    IReadOnlyList<PartyView> Parties,
    IReadOnlyList<HeadView> Heads,
    IReadOnlyList<CursorView> Cursors,
    MineView Mine,
    DateTimeOffset CreatedAt,
    IReadOnlyList<OrderOfInquiryView>? Orders = null,
    DateTimeOffset? RepliedAt = null
);

/// <summary>An order that a conversation about a listing or service became.</summary>
public sealed record OrderOfInquiryView(Guid Id, string Number, OrderStatus Status);

/// <summary>Someone who takes part: a person as customer, a business, or the platform with neither id.</summary>
/// <param name="LastSeenAt">When the last device went; absent while online, and when that is not known.</param>
public sealed record PartyView(
    Role Role,
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

/// <summary>What the reader himself is and may do here.</summary>
/// <param name="May">
/// Of <c>send</c>, <c>note</c>, <c>assign</c>, <c>block</c> or <c>unblock</c> (the customer), <c>resolve</c>, <c>reopen</c>,
/// <c>close</c>, and for an admin who has it open <c>join</c>, <c>leave</c>.
/// </param>
/// <param name="Audiences">To whom he may write.</param>
/// <param name="BusinessId">The business that he speaks for here.</param>
/// <param name="Row">The line in his side's list; absent before something was said.</param>
/// <param name="ReopenUntil">Until when a customer may do the <c>reopen</c> of <paramref name="May"/>; absent where it does not end.</param>
public sealed record MineView(
    Role Role,
    IReadOnlyList<string> May,
    IReadOnlyList<AudienceView> Audiences,
    Guid? BusinessId = null,
    InboxRowView? Row = null,
    DateTimeOffset? ReopenUntil = null
);

/// <summary>Reads a conversation for a seat.</summary>
public sealed class ConversationViews(InboxRows inbox, IPresence presence, ReopenWindow window)
{
    private const int MaxOrders = 20;

    public async Task<ConversationView> Read(Work work, Seat seat)
    {
        var facts = seat.Facts;
        var row = (
            await work.One<ConversationRow>(
                """
                SELECT shop.id AS shop_id, c.subject, c.topic, c.status, c.resolved_at, c.created_at, audience.last_spoken_role,
                    (SELECT reply.sent_at FROM message reply
                        WHERE reply.audience_row = audience.row_id AND reply.sender_business_row = c.business_row
                        ORDER BY reply.seq DESC LIMIT 1) AS replied_at
                FROM conversation c JOIN shop ON shop.row_id = c.shop_row
                JOIN audience ON audience.conversation_row = c.row_id AND audience.kind = 1
                WHERE c.row_id = @RowId
                """,
                new { facts.RowId }
            )
        )!;

        return new ConversationView(
            facts.Id,
            row.ShopId,
            row.Subject,
            row.Status,
            Waits(row),
            TopicView.Parse(row.Topic),
            [.. facts.Parties.Select(ViewOf)],
            await ReadHeads(work, seat),
            await CursorViews.Read(work, seat),
            await MineOf(work, seat, row),
            row.CreatedAt,
            await OrdersOf(work, seat),
            row.RepliedAt
        );
    }

    private async Task<MineView> MineOf(Work work, Seat seat, ConversationRow row)
    {
        string[] may = [.. seat.May(row.Status, window.Holds(row.ResolvedAt))];

        return new MineView(
            seat.Role,
            may,
            [
                .. seat
                    .Writable.Where(audience => !seat.IsBlocked || audience != Audience.Everyone)
                    .Select(audience => AudienceView.Of(audience, seat.Facts)),
            ],
            BusinessIdOf(seat.Side),
            await inbox.Find(work, seat.Side.Owner, seat.Facts.RowId),
            seat.Role == Role.Customer && may.Contains("reopen") ? window.EndOf(row.ResolvedAt) : null
        );
    }

    private static async Task<IReadOnlyList<OrderOfInquiryView>?> OrdersOf(Work work, Seat seat)
    {
        if (seat.Facts.TopicKind is not (TopicKind.Listing or TopicKind.Service))
            return null;

        var orders = await work.Query<OrderRow>(
            $"""
            SELECT o.id, o.number, o.status FROM order_inquiry link JOIN orders o ON o.row_id = link.order_row
            WHERE link.conversation_row = @RowId AND (
                o.customer_row {work.In("@people")}
                OR EXISTS (SELECT 1 FROM order_business part
                    WHERE part.order_row = o.row_id AND part.business_row {work.In("@businesses")}))
            ORDER BY o.row_id DESC LIMIT {MaxOrders}
            """,
            new
            {
                seat.Facts.RowId,
                people = RowsOf(seat, OwnerKind.Person),
                businesses = RowsOf(seat, OwnerKind.Business),
            }
        );

        return orders.Count == 0 ? null : [.. orders.Select(order => order.View)];
    }

    private static long[] RowsOf(Seat seat, OwnerKind kind) =>
        [.. seat.Sides.Where(side => side.Owner.Kind == kind).Select(side => side.Owner.Row)];

    private static WaitingOn Waits(ConversationRow row) =>
        row.Status != ConversationStatus.Open || row.LastSpokenRole == 0 ? WaitingOn.Nobody
        : row.LastSpokenRole == (int)Role.Customer ? WaitingOn.Business
        : WaitingOn.Customer;

    private PartyView ViewOf(Party party) =>
        new(
            party.Role,
            party.Name,
            presence.IsOnline(party.Owner),
            party.Owner.Kind == OwnerKind.Person ? party.Id : null,
            BusinessIdOf(party),
            presence.LastSeenAt(party.Owner)
        );

    private static Guid? BusinessIdOf(Party party) => party.Owner.Kind == OwnerKind.Business ? party.Id : null;

    /// <summary>The newest number of each audience that the seat may read.</summary>
    public static async Task<IReadOnlyList<HeadView>> ReadHeads(Work work, Seat seat)
    {
        var rows = await work.Query<HeadRow>(
            "SELECT row_id, last_seq FROM audience WHERE conversation_row = @RowId",
            new { seat.Facts.RowId }
        );
        var heads = rows.ToDictionary(head => head.RowId, head => head.LastSeq);

        return
        [
            .. seat.Readable.Select(audience => new HeadView(
                AudienceView.Of(audience.Audience, seat.Facts),
                heads.GetValueOrDefault(audience.RowId)
            )),
        ];
    }

    private sealed class ConversationRow
    {
        public Guid ShopId { get; init; }
        public string Subject { get; init; } = "";
        public string Topic { get; init; } = "";
        public ConversationStatus Status { get; init; }
        public DateTimeOffset? ResolvedAt { get; init; }
        public DateTimeOffset? RepliedAt { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public int LastSpokenRole { get; init; }
    }

    private sealed class OrderRow
    {
        public Guid Id { get; init; }
        public string Number { get; init; } = "";
        public OrderStatus Status { get; init; }

        public OrderOfInquiryView View => new(Id, Number, Status);
    }

    private sealed class HeadRow
    {
        public long RowId { get; init; }
        public long LastSeq { get; init; }
    }
}
