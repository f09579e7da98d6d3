using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Lets sides take part in a conversation, and lets them go, in the transaction of the caller.</summary>
internal static class Parties
{
    /// <summary>
    /// From the next message on it is in all that the side gets; what was said before it may read too. Who was a party before is
    /// one again.
    /// </summary>
    public static async Task Join(Work work, long conversationRow, NewParty party, DateTimeOffset now)
    {
        var parameters = new
        {
            conversationRow,
            Owner = party.Owner.Value,
            party.Role,
            now,
            Stamp = await work.Stamp(),
        };
        await work.Execute(
            """
            INSERT INTO party (conversation_row, owner, role, joined_at) VALUES (@conversationRow, @Owner, @Role, @now)
            ON CONFLICT (conversation_row, owner) DO UPDATE SET
                role = excluded.role, joined_at = excluded.joined_at, left_at = NULL
            """,
            parameters
        );
        if (party.Owner.Kind == OwnerKind.Platform)
            return;

        // Where something was said already, the conversation is in the list at once. Where it was only announced, the record of
        // the joining puts it there.
        await work.Execute(
            $"""
            INSERT INTO inbox_row (owner, conversation_row, shop_row, topic_kind, status, stamp, last_message_row, unread, unread_mark)
            SELECT @Owner, c.row_id, c.shop_row, c.topic_kind, c.status, @Stamp, coalesce(head.row_id, 0),
                head.row_id IS NOT NULL, head.row_id IS NULL AND c.is_announced
            FROM conversation c
            LEFT JOIN audience ON audience.conversation_row = c.row_id AND audience.kind = 1 AND audience.last_spoken_role > 0
            LEFT JOIN message head ON head.audience_row = audience.row_id AND head.seq = audience.last_seq
            WHERE c.row_id = @conversationRow
            ON CONFLICT (owner, conversation_row) DO UPDATE SET
                has_left = {(work.OnPostgres ? "false" : "0")}, status = excluded.status, stamp = excluded.stamp,
                last_message_row = excluded.last_message_row, unread = excluded.unread,
                unread_mark = excluded.unread_mark
            """,
            parameters
        );
    }

    /// <summary>What was decided for the parties before does not hold any more.</summary>
    public static Task Changed(Work work, long conversationRow) =>
        work.Execute(
            "UPDATE conversation SET party_version = party_version + 1 WHERE row_id = @conversationRow",
            new { conversationRow }
        );

    /// <summary>From now on the side reads nothing of the conversation any more, not what was said before either.</summary>
    public static async Task Leave(Work work, long conversationRow, Owner owner, DateTimeOffset now)
    {
        var parameters = new
        {
            conversationRow,
            Owner = owner.Value,
            now,
            Stamp = await work.Stamp(),
        };
        await work.Execute(
            "UPDATE party SET left_at = @now WHERE conversation_row = @conversationRow AND owner = @Owner AND left_at IS NULL",
            parameters
        );
        await work.Execute(
            $"""
            UPDATE inbox_row SET has_left = {(work.OnPostgres ? "true" : "1")}, stamp = @Stamp
            WHERE owner = @Owner AND conversation_row = @conversationRow
            """,
            parameters
        );
    }
}
