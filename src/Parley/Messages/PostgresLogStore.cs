using Npgsql;
using Parley.Conversations;
using Parley.Storage;
using Parley.Storage.Postgres;

namespace Parley.Messages;

/// <summary>
/// The log in PostgreSQL: two round trips a batch, one that begins, locks and reads, one that writes and commits, on a connection
/// kept for it.
/// </summary>
internal sealed class PostgresLogStore(PostgresDatabase database, string nodeId) : ILogStore
{
    private NpgsqlConnection? _connection;

    public async Task Run(Func<ILogTransaction, Task> batch)
    {
        _connection ??= await database.Source.OpenConnectionAsync();
        try
        {
            var transaction = new Transaction(_connection, nodeId);
            await batch(transaction);
            await transaction.Finish();
            transaction.Work.Committed();
        }
        catch
        {
            await Abandon();
            throw;
        }
    }

    /// <summary>Ends the transaction by ending the connection, which the pool resets: nothing of a failed batch can linger.</summary>
    private async Task Abandon()
    {
        var failed = _connection!;
        _connection = null;
        try
        {
            await using (failed)
                await new NpgsqlCommand("ROLLBACK", failed).ExecuteNonQueryAsync();
        }
        catch (Exception lost) when (lost is NpgsqlException or InvalidOperationException)
        {
            // The connection is gone ("not open", once Npgsql has noticed), and the transaction with it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    private sealed class Transaction(NpgsqlConnection connection, string nodeId) : ILogTransaction
    {
        private bool _hasBegun;
        private bool _hasCommitted;

        public Work Work { get; } = new PostgresWork(connection);

        public async Task Load(LogQuery query, LogState state)
        {
            await using var batch = new NpgsqlBatch(connection);
            if (!_hasBegun)
                batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
            _hasBegun = true;
            AddQueries(batch, query);

            await using var reader = await batch.ExecuteReaderAsync();
            await ReadConversations(reader, state);
            while (await reader.ReadAsync())
                state.AccessVersions[reader.GetInt64(0)] = reader.GetInt64(1);
            await reader.NextResultAsync();
            while (await reader.ReadAsync())
            {
                var message = ReadMessage(reader);
                state.Known[new MessageKey(message.ConversationRow, message.SenderRow, message.ClientId)] = message;
            }

            await reader.NextResultAsync();
            state.FreeRows = new Queue<long>(query.RowCount);
            while (await reader.ReadAsync())
                state.FreeRows.Enqueue(reader.GetInt64(0));
        }

        private static void AddQueries(NpgsqlBatch batch, LogQuery query)
        {
            var rows = query.ConversationRows.ToArray();
            // A conversation that another node holds is left out and comes with the next batch; nobody waits for it here.
            Add(
                batch,
                """
                SELECT row_id, id, status, party_version FROM conversation WHERE row_id = ANY($1)
                ORDER BY row_id FOR NO KEY UPDATE SKIP LOCKED
                """,
                rows
            );
            // Later statements of the transaction see what was committed before the locks were had: each has its own snapshot.
            Add(
                batch,
                """
                SELECT conversation_row, owner FROM party
                WHERE conversation_row = ANY($1) AND left_at IS NULL AND owner % 4 <> 2
                """,
                rows
            );
            Add(
                batch,
                """
                SELECT conversation_row, row_id, kind, owner, last_seq, last_id, last_spoken_role FROM audience
                WHERE conversation_row = ANY($1)
                """,
                rows
            );
            // Shared, so that a removal which commits before this batch is seen, and one that comes later waits for it.
            Add(
                batch,
                "SELECT row_id, access_version FROM person WHERE row_id = ANY($1) ORDER BY row_id FOR SHARE",
                query.SenderRows.ToArray()
            );
            Add(
                batch,
                """
                SELECT m.conversation_row, m.sender_row, m.client_id, m.row_id, m.id, m.audience_row, m.seq, m.kind, m.channel,
                    m.sender_role, m.sender_business_row, m.sent_at, m.reply_to, m.body, m.data
                FROM unnest($1, $2, $3) AS k (conversation_row, sender_row, client_id)
                JOIN message m USING (conversation_row, sender_row, client_id)
                """,
                query.Keys.Select(key => key.ConversationRow).ToArray(),
                query.Keys.Select(key => key.SenderRow).ToArray(),
                query.Keys.Select(key => key.ClientId).ToArray()
            );
            // After the locks, so that within a conversation rows rise in the order of commits.
            Add(
                batch,
                "SELECT nextval(pg_get_serial_sequence('message', 'row_id')) FROM generate_series(1, $1)",
                query.RowCount
            );
        }

        private static async Task ReadConversations(NpgsqlDataReader reader, LogState state)
        {
            while (await reader.ReadAsync())
                state.Conversations[reader.GetInt64(0)] = new ConversationState
                {
                    RowId = reader.GetInt64(0),
                    Id = reader.GetGuid(1),
                    Status = (ConversationStatus)reader.GetInt16(2),
                    PartyVersion = reader.GetInt64(3),
                };
            await reader.NextResultAsync();
            while (await reader.ReadAsync())
                if (state.Conversations.TryGetValue(reader.GetInt64(0), out var conversation))
                    conversation.Owners.Add(new Owner(reader.GetInt64(1)));
            await reader.NextResultAsync();
            while (await reader.ReadAsync())
                if (state.Conversations.TryGetValue(reader.GetInt64(0), out var conversation))
                    AddAudience(conversation, reader);
            await reader.NextResultAsync();
        }

        private static void AddAudience(ConversationState conversation, NpgsqlDataReader row)
        {
            var audience = new AudienceState
            {
                RowId = row.GetInt64(1),
                Audience = new Audience((AudienceKind)row.GetInt16(2), new Owner(row.GetInt64(3))),
                LastSeq = row.GetInt64(4),
                LastId = row.GetGuid(5),
                LastSpokenRole = row.GetInt16(6),
            };
            conversation.Audiences.Add(audience);
            if (audience.LastId.CompareTo(conversation.LastId) > 0)
                conversation.LastId = audience.LastId;
        }

        private static Message ReadMessage(NpgsqlDataReader row) =>
            new()
            {
                ConversationRow = row.GetInt64(0),
                SenderRow = row.GetInt64(1),
                ClientId = row.GetGuid(2),
                RowId = row.GetInt64(3),
                Id = row.GetGuid(4),
                AudienceRow = row.GetInt64(5),
                Seq = row.GetInt64(6),
                Kind = (MessageKind)row.GetInt16(7),
                Channel = (Channel)row.GetInt16(8),
                SenderRole = (Role)row.GetInt16(9),
                SenderBusinessRow = row.GetInt64(10),
                SentAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(11)),
                ReplyTo = row.IsDBNull(12) ? null : row.GetGuid(12),
                Body = row.IsDBNull(13) ? null : row.GetString(13),
                Data = row.IsDBNull(14) ? null : row.GetString(14),
            };

        public async Task Write(LogChanges changes)
        {
            await using var batch = new NpgsqlBatch(connection);
            if (changes.Messages.Count > 0)
                PostgresLogWrites.Add(batch, changes, nodeId);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            await batch.ExecuteNonQueryAsync();
            _hasCommitted = true;
        }

        /// <summary>Nothing to do after <see cref="Write"/>, which commits in its own round trip.</summary>
        public Task Finish() =>
            _hasCommitted ? Task.CompletedTask : throw new InvalidOperationException("The batch did not commit.");

        private static void Add(NpgsqlBatch batch, string sql, params object[] parameters)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var parameter in parameters)
                command.Parameters.Add(new NpgsqlParameter { Value = parameter });
            batch.BatchCommands.Add(command);
        }
    }
}
