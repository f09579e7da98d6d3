using System.Text.RegularExpressions;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.Storage;

namespace Parley.Contact;

/// <summary>
/// Who has bought nothing from a business sends it no links before it has answered: what spam is made of. An order's own customer
/// is no stranger.
/// </summary>
internal sealed partial class StrangerRule : ISendRule
{
    /// <summary>The word of the problem <c>withheld_by_rule</c>.</summary>
    public const string Reason = "links_before_answer";

    private static RuleBrokenException Refusal => new(Problem.WithheldByRule) { Reason = Reason };

    public Deed? For(Seat seat, Audience audience, string body)
    {
        if (seat.Role != Role.Customer || audience != Audience.Everyone || !HasLink(body))
            return null;

        var facts = seat.Facts;

        return async work => new DeedDone(facts.RowId, facts.Id, facts.PartyVersion, IsHidden: true)
        {
            Refusal = await IsStranger(work, seat.Actor, facts.RowId) ? Refusal : null,
        };
    }

    /// <summary>Of a stranger's first words.</summary>
    /// <exception cref="RuleBrokenException">They may not be sent.</exception>
    public static void Require(string? body)
    {
        if (body is not null && HasLink(body))
            throw Refusal;
    }

    private static async Task<bool> IsStranger(Work work, Actor customer, long conversationRow)
    {
        var talk = await work.One<TalkRow>(
            """
            SELECT shop_row, business_row, topic_kind, EXISTS (SELECT 1 FROM audience
                JOIN message ON message.audience_row = audience.row_id AND message.sender_business_row > 0
                WHERE audience.conversation_row = conversation.row_id AND audience.kind = 1) AS is_answered
            FROM conversation WHERE row_id = @conversationRow
            """,
            new { conversationRow }
        );

        return talk is { IsAnswered: false }
            && await Standing.IsStranger(work, customer, talk.TopicKind, talk.ShopRow, talk.BusinessRow);
    }

    internal static bool HasLink(string body) => MayHoldLink(body) && Link().IsMatch(body);

    // Every message passes here, and looking for two strings is far less than the pattern.
    private static bool MayHoldLink(string body) =>
        body.Contains('/') || body.Contains("www.", StringComparison.OrdinalIgnoreCase);

    // An address with its scheme, with www, or a domain followed by a path; "e.g. this" and "12.50" are none.
    [GeneratedRegex(
        @"\b(?:https?://|www\.)\S|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/\S",
        RegexOptions.IgnoreCase,
        100
    )]
    private static partial Regex Link();

    private sealed class TalkRow
    {
        public long ShopRow { get; init; }
        public long BusinessRow { get; init; }
        public TopicKind TopicKind { get; init; }
        public bool IsAnswered { get; init; }
    }
}
