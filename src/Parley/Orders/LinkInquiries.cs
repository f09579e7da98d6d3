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
    /// <returns>What the system says of it: in each, that the order was placed.</returns>
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
            .Distinct()
            .ToList();
        if (!order.IsChanged || (named.Count == 0 && request.InquiryId is null))
            return new Happened([], []);

        var found = new List<InquiryRow>();
        foreach (var (kind, externalId) in named)
            found.AddRange(await About(work, shop.ShopRow, order.RowId, kind, externalId!));
        if (request.InquiryId is { } id)
            found.Add(
                await ById(work, order.RowId, id)
                    ?? throw RuleBrokenException.Field("inquiryId", "The customer asked no seller of the order so.")
            );

        var linked = new List<InquiryRow>();
        foreach (var inquiry in found.DistinctBy(inquiry => inquiry.RowId))
            if (await Link(work, shop, order, inquiry.RowId, now))
                linked.Add(inquiry);

        return linked.Count == 0 ? new Happened([], []) : await Tell(work, order, linked, now);
    }

    private static Task<IReadOnlyList<InquiryRow>> About(
        Work work,
        long shopRow,
        long orderRow,
        TopicKind kind,
        string externalId
    ) =>
        work.Query<InquiryRow>(
            $"""
            {Select}
            JOIN listing l ON l.id = c.topic_id AND l.kind = c.topic_kind
            WHERE o.row_id = @orderRow AND l.shop_row = @shopRow AND l.kind = @kind AND l.external_id = @externalId
                AND c.topic_kind = @kind
            """,
            new
            {
                orderRow,
                shopRow,
                kind,
                externalId,
            }
        );

    private static Task<InquiryRow?> ById(Work work, long orderRow, Guid id) =>
        work.One<InquiryRow>(
            $"{Select} WHERE o.row_id = @orderRow AND c.id = @id AND c.topic_kind IN (2, 3)",
            new { orderRow, id }
        );

    private const string Select = """
        SELECT DISTINCT c.row_id, c.business_row
        FROM orders o
        JOIN order_item item ON item.order_row = o.row_id
        JOIN conversation c ON c.customer_row = o.customer_row AND c.business_row = item.seller_row AND c.shop_row = o.shop_row
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

    private static async Task<Happened> Tell(
        Work work,
        StoredOrder order,
        IReadOnlyList<InquiryRow> linked,
        DateTimeOffset now
    )
    {
        var topic = (await Topics.Find(work, TopicKind.Order, order.Id))!;

        return new Happened(
            [.. linked.Select(inquiry => inquiry.RowId)],
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
            ]
        );
    }

    private sealed class InquiryRow
    {
        public long RowId { get; init; }
        public long BusinessRow { get; init; }
    }
}
