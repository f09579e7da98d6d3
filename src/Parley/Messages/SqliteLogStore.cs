using Parley.Conversations;
using Parley.Storage;
using Parley.Storage.Sqlite;

namespace Parley.Messages;

/// <summary>The log in SQLite: statements prepared once, on the one connection that writes.</summary>
internal sealed class SqliteLogStore(SqliteDatabase database) : ILogStore
{
    private SqliteLogStatements? _statements;

    public Task Run(Func<ILogTransaction, Task> batch) =>
        database.WriteBatch(async work =>
        {
            _statements ??= new SqliteLogStatements(work.Handle);
            _statements.LastRow = 0;
            await batch(new Transaction(work, _statements));

            return true;
        });

    public ValueTask DisposeAsync()
    {
        _statements?.Dispose();

        return ValueTask.CompletedTask;
    }

    private sealed class Transaction(SqliteWork work, SqliteLogStatements sql) : ILogTransaction
    {
        public Work Work => work;

        public Task Load(LogQuery query, LogState state)
        {
            state.FreeRows = TakeRows(query.RowCount);
            foreach (var row in query.ConversationRows)
                if (LoadConversation(row) is { } conversation)
                    state.Conversations[row] = conversation;

            foreach (var sender in query.SenderRows)
            {
                sql.AccessVersion.Bind(1, sender);
                while (sql.AccessVersion.Step())
                    state.AccessVersions[sender] = sql.AccessVersion.Long(0);
            }

            foreach (var key in query.Keys)
                if (Find(key) is { } message)
                    state.Known[key] = message;

            return Task.CompletedTask;
        }

        private ConversationState? LoadConversation(long row)
        {
            ConversationState? state = null;
            sql.Conversation.Bind(1, row);
            while (sql.Conversation.Step())
                state = new ConversationState
                {
                    RowId = row,
                    Id = sql.Conversation.Id(0),
                    Status = (ConversationStatus)sql.Conversation.Long(1),
                    PartyVersion = sql.Conversation.Long(2),
                };
            if (state is null)
                return null;

            sql.Parties.Bind(1, row);
            while (sql.Parties.Step())
                state.Owners.Add(new Owner(sql.Parties.Long(0)));

            sql.Audiences.Bind(1, row);
            while (sql.Audiences.Step())
            {
                var audience = ReadAudience(sql.Audiences);
                state.Audiences.Add(audience);
                if (audience.LastId.CompareTo(state.LastId) > 0)
                    state.LastId = audience.LastId;
            }

            return state;
        }

        private static AudienceState ReadAudience(Statement row) =>
            new()
            {
                RowId = row.Long(0),
                Audience = new Audience((AudienceKind)row.Long(1), new Owner(row.Long(2))),
                LastSeq = row.Long(3),
                LastId = row.Id(4),
                LastSpokenRole = (int)row.Long(5),
            };

        private Message? Find(MessageKey key)
        {
            Message? found = null;
            var row = sql.Known;
            row.Bind(1, key.ConversationRow).Bind(2, key.SenderRow).Bind(3, key.ClientId);
            while (row.Step())
                found = new Message
                {
                    RowId = row.Long(0),
                    Id = row.Id(1),
                    ConversationRow = key.ConversationRow,
                    AudienceRow = row.Long(2),
                    Seq = row.Long(3),
                    Kind = (MessageKind)row.Long(4),
                    Channel = (Channel)row.Long(5),
                    SenderRole = (Role)row.Long(6),
                    SenderRow = key.SenderRow,
                    SenderBusinessRow = row.Long(7),
                    ClientId = key.ClientId,
                    SentAt = DateTimeOffset.FromUnixTimeMilliseconds(row.Long(8)),
                    ReplyTo = row.IdOrNull(9),
                    Body = row.Text(10),
                    Data = row.Text(11),
                };

            return found;
        }

        private Queue<long> TakeRows(int count)
        {
            // Rows that a draft of this batch took are not in the table yet.
            var last = sql.LastRow;
            while (sql.MaxRow.Step())
                last = Math.Max(last, sql.MaxRow.Long(0));
            sql.LastRow = last + count;

            return new Queue<long>(Enumerable.Range(1, count).Select(i => last + i));
        }

        public async Task Write(LogChanges changes)
        {
            if (changes.Messages.Count == 0)
                return;

            var stamp = await work.Stamp();
            foreach (var message in changes.Messages)
                Insert(message, stamp);
            foreach (var audience in changes.Audiences)
                sql.MoveAudience.Bind(1, audience.LastSeq)
                    .Bind(2, audience.LastId)
                    .Bind(3, audience.LastSpokenRole)
                    .Bind(4, audience.RowId)
                    .Run();
            foreach (var ((owner, conversationRow), change) in changes.Inbox)
                Move(owner, conversationRow, change, stamp);
            foreach (var conversation in changes.Reopened)
                sql.Reopen.Bind(1, (long)conversation.Status).Bind(2, conversation.RowId).Run();
        }

        private void Insert(NewMessage entry, long stamp)
        {
            var message = entry.Message;
            sql.Insert.Bind(1, message.RowId)
                .Bind(2, message.Id)
                .Bind(3, message.ConversationRow)
                .Bind(4, message.AudienceRow)
                .Bind(5, message.Seq)
                .Bind(6, (long)message.Kind)
                .Bind(7, (long)message.Channel)
                .Bind(8, (long)message.SenderRole)
                .Bind(9, message.SenderRow)
                .Bind(10, message.SenderBusinessRow)
                .Bind(11, message.ClientId)
                .Bind(12, message.SentAt.ToUnixTimeMilliseconds())
                .Bind(13, message.ReplyTo)
                .Bind(14, message.Body)
                .Bind(15, message.Data)
                .Bind(16, entry.Salt)
                .Bind(17, entry.Commitment)
                .Bind(18, stamp)
                .Bind(19, entry.TraceRow)
                .Run();
        }

        private void Move(Owner owner, long conversationRow, InboxChange change, long stamp) =>
            sql
                .MoveInbox.Bind(1, change.HasSpoken ? 1 : 0)
                .Bind(2, change.LastMessageRow)
                .Bind(3, change.IsUnread ? 1 : 0)
                .Bind(4, (long)change.Status)
                .Bind(5, stamp)
                .Bind(6, owner.Value)
                .Bind(7, conversationRow)
                .Run();
    }
}
