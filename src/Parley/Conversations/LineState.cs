namespace Parley.Conversations;

/// <summary>How a line stands for its side: one word of what its flags, its cursor and the log say. Stored nowhere.</summary>
public enum LineState
{
    /// <summary>Nobody of the side has read it, or somebody marked it as unread.</summary>
    New,

    /// <summary>Read, and the last word is another side's.</summary>
    Read,

    /// <summary>The last word is the side's own, whether or not it had read everything before it spoke.</summary>
    Replied,

    /// <summary>Put away.</summary>
    Archived,

    /// <summary>Reported as spam, put away or not.</summary>
    Spam,
}

/// <summary>The states in SQL, written once for what a line shows and what a list is narrowed to.</summary>
internal static class LineStateSql
{
    /// <summary>For an <c>inbox_row</c> named <c>inbox</c>: lines that lists and counts show.</summary>
    public const string IsListed = "NOT inbox.archived AND NOT inbox.spam";

    /// <summary>As the index of what waits has it.</summary>
    public const string IsUnread = "(inbox.unread OR inbox.unread_mark)";

    /// <summary>Of what everyone in it may read, the side said the newest. Records do not speak.</summary>
    public const string HasLastWord = """
        EXISTS (
            SELECT 1 FROM (
                SELECT spoken.sender_row, spoken.sender_business_row FROM message spoken
                WHERE spoken.audience_row = (SELECT audience.row_id FROM audience
                        WHERE audience.conversation_row = inbox.conversation_row AND audience.kind = 1)
                    AND spoken.kind NOT IN (4, 5)
                ORDER BY spoken.seq DESC LIMIT 1
            ) AS spoken_last
            WHERE CASE WHEN inbox.owner % 4 = 1 THEN spoken_last.sender_business_row = inbox.owner / 4
                ELSE spoken_last.sender_business_row = 0 AND spoken_last.sender_row = inbox.owner / 4 END
        )
        """;

    /// <summary>One of <see cref="LineState"/> as its number.</summary>
    public static readonly string State = $"""
        CASE WHEN inbox.spam THEN {(int)LineState.Spam}
            WHEN inbox.archived THEN {(int)LineState.Archived}
            WHEN inbox.unread_mark THEN {(int)LineState.New}
            WHEN {HasLastWord} THEN {(int)LineState.Replied}
            WHEN inbox.unread THEN {(int)LineState.New}
            ELSE {(int)LineState.Read} END
        """;

    /// <summary>The lines that stand so, each by the index that has the fewest others.</summary>
    public static string Condition(LineState state) =>
        state switch
        {
            LineState.New => $"{IsListed} AND {IsUnread} AND (inbox.unread_mark OR NOT {HasLastWord})",
            LineState.Read => $"{IsListed} AND NOT {IsUnread} AND NOT {HasLastWord}",
            LineState.Replied => $"{IsListed} AND NOT inbox.unread_mark AND {HasLastWord}",
            LineState.Archived => "inbox.archived AND NOT inbox.spam",
            _ => "inbox.spam",
        };
}
