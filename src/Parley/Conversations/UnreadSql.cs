namespace Parley.Conversations;

/// <summary>How unread messages are counted, written once for lists, badges and recounts.</summary>
internal static class UnreadSql
{
    /// <summary>Where the count stops; shown as 99+.</summary>
    public const int Max = 100;

    /// <summary>
    /// Messages that speak, come from another side, lie after the owner's own cursor and may be read by the owner. A business's
    /// own team notes are by its own side, so they never count. For an <c>inbox_row</c> named <c>inbox</c>.
    /// </summary>
    public static readonly string Messages = $"SELECT 1 {From}";

    /// <summary>The rows of those messages.</summary>
    public static readonly string MessageRows = $"SELECT message.row_id {From}";

    private const string From = """
        FROM audience
        JOIN message ON message.audience_row = audience.row_id
            AND message.seq > coalesce(
                (SELECT cursor.read FROM cursor WHERE cursor.audience_row = audience.row_id AND cursor.reader = inbox.owner), 0)
        WHERE audience.conversation_row = inbox.conversation_row
            AND (audience.kind = 1 OR (audience.kind = 4 AND audience.owner = inbox.owner))
            AND message.kind NOT IN (4, 5)
            AND CASE WHEN inbox.owner % 4 = 1 THEN message.sender_business_row <> inbox.owner / 4
                ELSE message.sender_business_row <> 0 OR message.sender_row <> inbox.owner / 4 END
        """;

    /// <summary>A number, at most <see cref="Max"/>.</summary>
    public static readonly string Count = $"(SELECT count(*) FROM ({Messages} LIMIT {Max}) AS unread_message)";
}
