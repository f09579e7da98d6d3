using Parley.Audit;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.Storage;

namespace Parley.Orders;

/// <summary>
/// Links an order with the conversations that it came from: those of its customer with a seller about a listing or service that
/// the order names, and the one that it names itself. Part of the transaction that stores the order.
/// </summary>
internal static class LinkInquiries
{
    /// <returns>What the system says of it: in each, that the order was placed; of an order of the past nothing.</returns>
    /// <exception cref="RuleBrokenException">The inquiry that the order names is none of its customer with a seller of it.</exception>
    public static async Task<Happened> Run(
        Work work,
        AuditActor shop,
        StoredOrder order,
        PushOrderRequest request,
        DateTimeOffset now
    )
    {
        var named = request
            .Items.SelectMany(item => new[] { (TopicKind.Listing, item.Listing), (TopicKind.Service, item.Service) })
            .Where(name => name.Item2 is not null)
            .ToHashSet();
        if (!order.IsChanged || (named.Count == 0 && request.InquiryId is null))
            return new Happened([], []);

        var isPast = request.Announce == false;
        var found = new List<InquiryRow>();
        if (named.Count > 0)
            found.AddRange(
                (await AboutOffers(work, order.RowId, isPast)).Where(row => named.Contains((row.Kind, row.ExternalId)))
            );
        if (request.InquiryId is { } id)
            found.Add(
                await ById(work, order.RowId, id)
                    ?? throw RuleBrokenException.Field("inquiryId", "The customer asked no seller of the order so.")
            );

        var linked = new List<InquiryRow>();
        foreach (var inquiry in found.DistinctBy(inquiry => inquiry.RowId))
            if (await Link(work, shop, order, inquiry.RowId, now))
                linked.Add(inquiry);
        if (linked.Count == 0)
            return new Happened([], []);

        long[] rows = [.. linked.Select(inquiry => inquiry.RowId)];
        if (!isPast)
            return new Happened(rows, await Told(work, order, linked, now));

        // Nothing is told that would bring them to devices.
        await InboxRows.Show(work, rows);

        return new Happened(rows, []);
    }

    // What was asked after the order is none of its inquiries: it began when the order did, or when the order became known here.
    private static Task<IReadOnlyList<InquiryRow>> AboutOffers(Work work, long orderRow, bool isPast) =>
        work.Query<InquiryRow>(
            $"""
            SELECT c.row_id, c.business_row, offer.kind, offer.external_id
            {OfSellers}
            JOIN listing offer ON offer.id = c.topic_id AND offer.kind = c.topic_kind AND offer.shop_row = o.shop_row
            WHERE o.row_id = @orderRow AND c.topic_kind IN (2, 3) AND c.created_at <= {(
                isPast ? "o.placed_at" : FirstKnown
            )}
            """,
            new { orderRow }
        );

    // An order that was linked stays so, whatever of it has changed since.
    private static Task<InquiryRow?> ById(Work work, long orderRow, Guid id) =>
        work.One<InquiryRow>(
            $"""
            SELECT c.row_id, c.business_row {OfSellers} WHERE o.row_id = @orderRow AND c.id = @id AND c.topic_kind IN (2, 3)
            UNION
            SELECT c.row_id, c.business_row FROM order_inquiry link JOIN conversation c ON c.row_id = link.conversation_row
            WHERE link.order_row = @orderRow AND c.id = @id
            """,
            new { orderRow, id }
        );

    private const string OfSellers = """
        FROM orders o
        JOIN order_business part ON part.order_row = o.row_id AND part.role = 2
        JOIN conversation c ON c.customer_row = o.customer_row AND c.business_row = part.business_row AND c.shop_row = o.shop_row
        """;

    private const string FirstKnown = """
        (SELECT min(own.created_at) FROM conversation own
            WHERE own.shop_row = o.shop_row AND own.topic_kind = 1 AND own.topic_id = o.id)
        """;

    private static async Task<bool> Link(
        Work work,
        AuditActor shop,
        StoredOrder order,
        long conversationRow,
        DateTimeOffset now
    )
    {
        var isNew = await work.Execute(
            """
            INSERT INTO order_inquiry (order_row, conversation_row, linked_at) VALUES (@RowId, @conversationRow, @now)
            ON CONFLICT (order_row, conversation_row) DO NOTHING
            """,
            new
            {
                order.RowId,
                conversationRow,
                now,
            }
        );
        if (isNew == 1)
            await AuditLog.Record(
                work,
                new AuditEntry("inquiry.linked", shop, now) { ConversationRow = conversationRow, Subject = order.Id }
            );

        return isNew == 1;
    }

    private static async Task<IReadOnlyList<Draft>> Told(
        Work work,
        StoredOrder order,
        IReadOnlyList<InquiryRow> linked,
        DateTimeOffset now
    )
    {
        var topic = (await Topics.Find(work, TopicKind.Order, order.Id))!;

        return
        [
            .. linked.Select(inquiry =>
                Draft.OfSystem(
                    inquiry.RowId,
                    new SystemEventView(
                        "order.placed",
                        OrderFacts.Placed(topic, TopicConversation.PartOf(topic, inquiry.BusinessRow))
                    ),
                    now
                )
            ),
        ];
    }

    private sealed class InquiryRow
    {
        public long RowId { get; init; }
        public long BusinessRow { get; init; }
        public TopicKind Kind { get; init; }
        public string ExternalId { get; init; } = "";
    }
}
