using Parley.Commerce;
using Parley.Kernel;

namespace Parley.Conversations;

/// <summary>What a topic's conversation with one business is: who takes part, and what it shows of the topic.</summary>
public static class TopicConversation
{
    /// <param name="customerRow">Who asks; for an order who bought.</param>
    /// <returns>Null when the business has no part in the topic.</returns>
    public static NewConversation? Of(
        Topic topic,
        long customerRow,
        string customerName,
        long businessRow,
        string businessName
    )
    {
        // A basket of three sellers is three conversations, and each shows its own part.
        var part = topic.Parts.FirstOrDefault(part => part.SellerRow == businessRow);
        if (topic.Kind == TopicKind.Order ? part is null : topic.BusinessRow != businessRow)
            return null;

        var view = PartOf(topic, businessRow);

        return new NewConversation(
            topic.ShopRow,
            topic.Kind,
            topic.Id,
            Key: "",
            customerRow,
            businessRow,
            Subject: part is null ? view.Title : $"Order {topic.ExternalId}",
            view,
            [.. PairOf(customerRow, businessRow), .. OthersOf(part)],
            customerName,
            businessName
        );
    }

    /// <summary>A customer's conversation with a business about nothing that the shop knows.</summary>
    /// <param name="subject">What it is about in the customer's words: each is a conversation of its own.</param>
    public static NewConversation General(
        long shopRow,
        long customerRow,
        string customerName,
        long businessRow,
        string businessName,
        string? subject = null
    ) =>
        new(
            shopRow,
            TopicKind.General,
            Guid.Empty,
            Key: Text.Fold(subject ?? ""),
            customerRow,
            businessRow,
            Subject: subject ?? businessName,
            new TopicView(TopicKind.General, businessName),
            PairOf(customerRow, businessRow),
            customerName,
            businessName
        );

    private static NewParty[] PairOf(long customerRow, long businessRow) =>
        [
            new NewParty(Owner.Person(customerRow), Role.Customer),
            new NewParty(Owner.Business(businessRow), Role.Seller),
        ];

    /// <summary>What a conversation with this business shows of the topic: of an order the business's own part.</summary>
    internal static TopicView PartOf(Topic topic, long businessRow) =>
        topic.Parts.FirstOrDefault(part => part.SellerRow == businessRow) is { } part
            ? ViewOf(topic, part)
            : ViewOf(topic);

    // A business has one role in a conversation: the first that it has in the order.
    private static IEnumerable<NewParty> OthersOf(OrderPart? part) =>
        part is null
            ? []
            : part
                .Others.Where(other => other.BusinessRow != part.SellerRow)
                .DistinctBy(other => other.BusinessRow)
                .Select(other => new NewParty(Owner.Business(other.BusinessRow), (Role)other.Role));

    private static TopicView ViewOf(Topic topic) =>
        new(
            topic.Kind,
            topic.Title,
            topic.Id,
            topic.ExternalId,
            topic.ImageUrl,
            topic.Price,
            topic.Status,
            topic.StatusLabel,
            topic.Attributes
        );

    private static TopicView ViewOf(Topic topic, OrderPart part) =>
        ViewOf(topic) with
        {
            Title = part.Title,
            ImageUrl = part.ImageUrl,
            Price = part.Price,
            Attributes = part.Attributes,
        };
}
