using Parley.Conversations;
using Parley.Events;
using Parley.Events.Followers;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Contact.Notices;

/// <summary>
/// Tells by mail who has had a message unread for some minutes and no device connected: once in each conversation, until he has
/// read it. A place in the log says which messages are old enough; what follows from them waits in a table, because somebody who
/// is connected now may go without having read.
/// </summary>
internal sealed class TellUnread(
    Database database,
    INodeBus bus,
    Clock clock,
    ILogger<TellUnread> logger,
    IPresence presence,
    NoticeMails mails
) : Sweep(Name, Pause, database, bus, clock, logger)
{
    public static readonly TimeSpan After = TimeSpan.FromMinutes(5);

    private const string Name = "unread.told";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    // Messages wait for a write that has begun.
    private const int MaxPerWrite = 500;

    protected override async Task Once(CancellationToken cancellationToken)
    {
        while (await Database.Read(IsBehind, cancellationToken))
            if (await Database.Write(ReadOn, cancellationToken) < MaxPerWrite)
                break;

        var from = new Key(0, 0);
        while (await Database.Read(work => Waiting(work, from), cancellationToken) is { Count: > 0 } waiting)
        {
            await Database.Write(work => Tell(work, waiting), cancellationToken);
            from = waiting[^1].Key;
        }
    }

    /// <summary>Asked first, because a write is dearer and there is seldom anything.</summary>
    private async Task<bool> IsBehind(Work work) =>
        await Reached(work) is not { } place
        || await work.One<DateTimeOffset?>(
            "SELECT sent_at FROM message WHERE row_id > @Row ORDER BY row_id LIMIT 1",
            place
        )
            <= Clock.Now - After;

    /// <returns>How many messages it looked at.</returns>
    private async Task<int> ReadOn(Work work)
    {
        if (await Reached(work) is not { } place)
        {
            // What was said before there was such a thing is nobody's news.
            await Reach(work, new Place(0, await work.One<long>("SELECT coalesce(max(row_id), 0) FROM message")));

            return 0;
        }

        var messages = await work.Query<MessageRow>(
            $"SELECT row_id, conversation_row, sent_at FROM message WHERE row_id > @Row ORDER BY row_id LIMIT {MaxPerWrite}",
            place
        );
        var old = messages.TakeWhile(message => message.SentAt <= Clock.Now - After).ToList();
        if (old.Count == 0)
            return 0;

        foreach (var conversationRow in old.Select(message => message.ConversationRow).Distinct())
            await Expect(work, conversationRow, old[^1].RowId);
        await Reach(work, new Place(0, old[^1].RowId));

        return old.Count;
    }

    /// <summary>
    /// Notes everybody of the conversation who has something unread up to a message and was not told of it; who sits on two of its
    /// sides once.
    /// </summary>
    private static Task<int> Expect(Work work, long conversationRow, long messageRow) =>
        work.Execute(
            $"""
            INSERT INTO unread_notice (conversation_row, person_row, owner, message_row)
            SELECT inbox.conversation_row, coalesce(member.person_row, inbox.owner / 4), min(inbox.owner), @messageRow
            FROM inbox_row inbox LEFT JOIN member ON {IsMember}
            WHERE inbox.conversation_row = @conversationRow AND {Concerns}
                AND inbox.unread AND NOT inbox.muted AND NOT inbox.spam AND NOT inbox.has_left
                AND EXISTS ({UnreadSql.Messages} AND message.row_id <= @messageRow)
            GROUP BY inbox.conversation_row, coalesce(member.person_row, inbox.owner / 4)
            ON CONFLICT (conversation_row, person_row) DO UPDATE SET message_row = excluded.message_row, mailed_at = NULL
                WHERE unread_notice.mailed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM inbox_row inbox
                    WHERE inbox.conversation_row = unread_notice.conversation_row AND inbox.owner = unread_notice.owner
                    AND EXISTS ({UnreadSql.Messages} AND message.row_id <= unread_notice.message_row))
            """,
            new { conversationRow, messageRow }
        );

    private const string IsMember =
        "inbox.owner % 4 = 1 AND member.business_row = inbox.owner / 4 AND member.left_at IS NULL";

    // What is assigned concerns who it is assigned to.
    private const string Concerns = """
        (inbox.owner % 4 = 0 OR inbox.assignee_row IN (0, member.person_row) AND member.person_row IS NOT NULL)
        """;

    private static Task<IReadOnlyList<UnreadNotice>> Waiting(Work work, Key from) =>
        work.Query<UnreadNotice>(
            $"""
            SELECT notice.conversation_row, notice.person_row, conversation.id AS conversation_id, person.name, person.is_guest,
                inbox.owner % 4 = 1 AS is_member,
                coalesce({Concerns} AND NOT inbox.spam AND NOT inbox.has_left AND person.banned_at IS NULL
                    AND EXISTS ({UnreadSql.Messages} AND message.row_id <= notice.message_row), @no) AS is_unread,
                (SELECT coalesce(business.name, sender.name) FROM message
                    LEFT JOIN business ON business.row_id = message.sender_business_row
                    LEFT JOIN person sender ON sender.row_id = message.sender_row
                    WHERE message.row_id = (SELECT max(message.row_id) FROM ({UnreadSql.MessageRows}) AS message)) AS sender,
                (SELECT value FROM identity WHERE person_row = person.row_id AND shop_row IN (0, conversation.shop_row)
                    AND kind = 1 AND proof = 1 ORDER BY shop_row LIMIT 1) AS email
            FROM unread_notice notice
            JOIN conversation ON conversation.row_id = notice.conversation_row
            JOIN person ON person.row_id = notice.person_row
            LEFT JOIN inbox_row inbox ON inbox.conversation_row = notice.conversation_row AND inbox.owner = notice.owner
            LEFT JOIN member ON {IsMember} AND member.person_row = notice.person_row
            WHERE notice.mailed_at IS NULL AND (notice.conversation_row > @ConversationRow
                OR notice.conversation_row = @ConversationRow AND notice.person_row > @PersonRow)
            ORDER BY notice.conversation_row, notice.person_row LIMIT {MaxPerWrite}
            """,
            new
            {
                from.ConversationRow,
                from.PersonRow,
                no = false,
            }
        );

    private async Task Tell(Work work, IReadOnlyList<UnreadNotice> waiting)
    {
        foreach (var notice in waiting)
            if (!notice.IsUnread || notice.Email is null)
                await work.Execute(
                    "DELETE FROM unread_notice WHERE conversation_row = @ConversationRow AND person_row = @PersonRow",
                    notice
                );
            else if (!presence.IsOnline(Owner.Person(notice.PersonRow)))
                await Tell(work, notice);
    }

    private async Task Tell(Work work, UnreadNotice notice)
    {
        var isFirst =
            await work.Execute(
                """
                UPDATE unread_notice SET mailed_at = @Now
                WHERE conversation_row = @ConversationRow AND person_row = @PersonRow AND mailed_at IS NULL
                """,
                new
                {
                    notice.ConversationRow,
                    notice.PersonRow,
                    Clock.Now,
                }
            ) == 1;
        if (isFirst)
            await mails.Unread(work, notice);
    }

    internal readonly record struct Key(long ConversationRow, long PersonRow);

    private sealed class MessageRow
    {
        public long RowId { get; init; }
        public long ConversationRow { get; init; }
        public DateTimeOffset SentAt { get; init; }
    }
}

/// <summary>Somebody for whom something may wait.</summary>
internal sealed class UnreadNotice
{
    public long ConversationRow { get; init; }
    public long PersonRow { get; init; }
    public Guid ConversationId { get; init; }
    public string Name { get; init; } = "";
    public bool IsGuest { get; init; }

    /// <summary>Reads it as a member of a business.</summary>
    public bool IsMember { get; init; }

    /// <summary>It waits still, and he may still read it.</summary>
    public bool IsUnread { get; init; }

    /// <summary>Who wrote last: a business by its name.</summary>
    public string? Sender { get; init; }

    /// <summary>An address that he has proven.</summary>
    public string? Email { get; init; }

    public TellUnread.Key Key => new(ConversationRow, PersonRow);
}
