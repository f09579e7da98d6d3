using Parley.Commerce;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>
/// From which customers a business does not want to hear. It holds for everything but orders: who has paid may ask. Who is blocked
/// or let in again gets new seats, because the versions of the parties rise in the same transaction.
/// </summary>
internal static class Blocks
{
    /// <summary>The word for it as a reason of <see cref="Problem.ContactNotAllowed"/>.</summary>
    public const string Reason = "blocked";

    public static RuleBrokenException Refusal => new(Problem.ContactNotAllowed) { Reason = Reason };

    /// <summary>Whether a business has blocked a person, by what SQL calls their rows.</summary>
    public static string Exists(string businessRow, string personRow) =>
        $"""
            EXISTS (SELECT 1 FROM business_block
                WHERE business_block.business_row = {businessRow} AND business_block.person_row = {personRow})
            """;

    /// <summary>Whether a customer may not write to the business about such a thing.</summary>
    public static async Task<bool> Hold(Work work, TopicKind kind, long businessRow, long personRow) =>
        kind != TopicKind.Order
        && await work.One<bool>($"SELECT {Exists("@businessRow", "@personRow")}", new { businessRow, personRow });

    /// <summary>As the other, of the customer of a conversation.</summary>
    public static Task<bool> Hold(Work work, long conversationRow) =>
        work.One<bool>(
            $"""
            SELECT topic_kind <> @order AND {Exists("conversation.business_row", "conversation.customer_row")}
            FROM conversation WHERE row_id = @conversationRow
            """,
            new { conversationRow, order = TopicKind.Order }
        );
}
