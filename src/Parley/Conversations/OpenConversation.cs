using Parley.Commerce;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What makes a conversation the one that it is, and what it shows of its topic.</summary>
/// <param name="TopicId">The order, listing or service; empty for general.</param>
/// <param name="Names">Of the customer and the business, by which the conversation is found in lists.</param>
/// <param name="Key">The subject's or a follow-up's number; empty as a rule.</param>
public sealed record NewConversation(
    long ShopRow,
    TopicKind TopicKind,
    Guid TopicId,
    string Key,
    long CustomerRow,
    long BusinessRow,
    string Subject,
    TopicView Topic,
    IReadOnlyList<NewParty> Parties,
    params IReadOnlyList<string> Names
);

/// <summary>Who takes part from the start.</summary>
public sealed record NewParty(Owner Owner, Role Role);

/// <param name="IsNew">False when it was there already, so nothing was changed.</param>
public sealed record OpenedConversation(long RowId, Guid Id, long PartyVersion, bool IsNew);

/// <summary>Opens a conversation, or finds the one that is open already: whoever comes first creates it, everyone gets the same.</summary>
public static class OpenConversation
{
    public static async Task<OpenedConversation> Run(Work work, NewConversation conversation, DateTimeOffset now)
    {
        var made = await Insert(work, conversation, now);
        var isNew = made is not null;
        var row =
            made
            ?? (
                await work.One<ConversationRow>(
                    """
                    SELECT row_id, id, party_version FROM conversation
                    WHERE shop_row = @ShopRow AND topic_kind = @TopicKind AND topic_id = @TopicId AND topic_key = @Key
                        AND customer_row = @CustomerRow AND business_row = @BusinessRow
                    """,
                    conversation
                )
            )!;
        if (isNew)
        {
            await work.Execute(
                "INSERT INTO audience (conversation_row, kind, owner) VALUES (@RowId, 1, 0)",
                new { row.RowId }
            );
            foreach (var party in conversation.Parties)
                await Parties.Join(work, row.RowId, party, now);
        }

        return new OpenedConversation(row.RowId, row.Id, row.PartyVersion, isNew);
    }

    /// <returns>Null when it was there already.</returns>
    private static Task<ConversationRow?> Insert(Work work, NewConversation conversation, DateTimeOffset now) =>
        work.One<ConversationRow>(
            """
            INSERT INTO conversation (id, shop_row, topic_kind, topic_id, topic_key, customer_row, business_row, subject, topic,
                search_text, created_at)
            VALUES (@id, @ShopRow, @TopicKind, @TopicId, @Key, @CustomerRow, @BusinessRow, @Subject, @topic, @searchText, @now)
            ON CONFLICT (shop_row, topic_kind, topic_id, topic_key, customer_row, business_row) DO NOTHING
            RETURNING row_id, id, party_version
            """,
            new
            {
                id = Ids.New(now),
                conversation.ShopRow,
                conversation.TopicKind,
                conversation.TopicId,
                conversation.Key,
                conversation.CustomerRow,
                conversation.BusinessRow,
                conversation.Subject,
                topic = conversation.Topic.ToSnapshot(),
                searchText = SearchTextOf(conversation),
                now,
            }
        );

    internal static string SearchTextOf(NewConversation conversation) =>
        Text.Fold(
            string.Join(
                '\n',
                [
                    conversation.Subject,
                    conversation.Topic.Title,
                    conversation.Topic.ExternalId ?? "",
                    .. conversation.Names,
                ]
            )
        );

    private sealed class ConversationRow
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public long PartyVersion { get; init; }
    }
}
