using System.Text.Json;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.Storage;

namespace Parley.Orders;

/// <summary>
/// Opens one conversation for each seller's part of an order, or brings it up to date, and says in each what has happened: part
/// of the transaction that changed the order.
/// </summary>
internal static class TellOrder
{
    private const string Joined = "party.joined";

    /// <param name="mayAnnounce">False for orders of the past, which are no news whatever the shop wants.</param>
    public static async Task<Happened> Run(Work work, StoredOrder order, DateTimeOffset now, bool mayAnnounce = true)
    {
        var topic = (await Topics.Find(work, TopicKind.Order, order.Id))!;
        var rows = new List<long>();
        var told = new List<Draft>();
        foreach (var part in topic.Parts)
        {
            var wanted = TopicConversation.Of(
                topic,
                topic.CustomerRow,
                topic.CustomerName,
                part.SellerRow,
                part.SellerName
            )!;
            var opened = await OpenConversation.Run(work, wanted, now);
            var said = opened.IsNew
                ? [new SystemEventView("order.placed", OrderFacts.Placed(topic, wanted.Topic))]
                : await Refresh(work, opened.RowId, wanted, topic, order, now);
            if (said is null)
                continue;

            // Asked only where there is somebody to announce to: most pushes change what is known.
            var isAnnounced = opened.IsNew
                ? mayAnnounce && await Announce(work, topic.ShopRow, opened.RowId)
                : said.Any(what => what.Code == Joined) && await IsAnnounced(work, opened.RowId);
            rows.Add(opened.RowId);
            told.AddRange(
                said.Select(what => Draft.OfSystem(opened.RowId, what, now) with { IsAnnounced = isAnnounced })
            );
        }

        rows.AddRange(await ShowInquiries(work, order));

        return new Happened(rows, told);
    }

    // They show how the order stands.
    private static async Task<IReadOnlyList<long>> ShowInquiries(Work work, StoredOrder order)
    {
        if (!order.IsChanged || order.IsNew)
            return [];

        var rows = await work.Query<long>(
            "SELECT conversation_row FROM order_inquiry WHERE order_row = @RowId",
            new { order.RowId }
        );
        if (rows.Count > 0)
            await InboxRows.Show(work, [.. rows]);

        return rows;
    }

    /// <returns>False where the shop does not want it.</returns>
    private static async Task<bool> Announce(Work work, long shopRow, long conversationRow)
    {
        if (!await work.One<bool>("SELECT announces_orders FROM shop WHERE row_id = @shopRow", new { shopRow }))
            return false;

        await InboxRows.Announce(work, conversationRow);

        return true;
    }

    private static Task<bool> IsAnnounced(Work work, long conversationRow) =>
        work.One<bool>(
            "SELECT is_announced FROM conversation WHERE row_id = @conversationRow",
            new { conversationRow }
        );

    /// <returns>What to say; null when nothing is different.</returns>
    private static async Task<List<SystemEventView>?> Refresh(
        Work work,
        long conversationRow,
        NewConversation wanted,
        Topic topic,
        StoredOrder order,
        DateTimeOffset now
    )
    {
        // An older push, or the same again: what is there is as new as the order.
        if (!order.IsChanged)
            return null;

        var refreshed = await RefreshConversation.Run(work, conversationRow, wanted, now);
        var said = new List<SystemEventView>();
        foreach (var (party, name) in refreshed.Left)
            said.Add(new SystemEventView("party.left", OrderFacts.Party(party, name)));
        foreach (var (party, name) in refreshed.Joined)
            said.Add(new SystemEventView(Joined, OrderFacts.Party(party, name)));
        if (order.PreviousStatus != order.Status)
            said.Add(new SystemEventView($"order.{topic.Status}", OrderFacts.Of(topic, order)));
        else if (order.HasNewTracking)
            said.Add(new SystemEventView("order.tracking", OrderFacts.Of(topic, order)));

        return refreshed.IsChanged || said.Count > 0 ? said : null;
    }
}

/// <summary>What the records of an order hold beside their code; each reader's app puts it into words.</summary>
internal static class OrderFacts
{
    public static JsonElement Placed(Topic topic, TopicView part) =>
        Json(
            new
            {
                Number = topic.ExternalId,
                part.Title,
                part.Price,
                topic.Status,
                topic.StatusLabel,
            }
        );

    public static JsonElement Of(Topic topic, StoredOrder order) =>
        Json(
            new
            {
                Number = topic.ExternalId,
                topic.Status,
                topic.StatusLabel,
                order.Tracking,
            }
        );

    public static JsonElement Party(NewParty party, string name) => Json(new { Name = name, party.Role });

    private static JsonElement Json<T>(T facts) => JsonSerializer.SerializeToElement(facts, KernelModule.Json);
}
