using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Tests.Storage;

/// <summary>A real database that remembers which statements were run through it.</summary>
internal sealed class CountedDatabase(Database database) : Database
{
    public List<string> Statements { get; } = [];

    /// <summary>How SQLite finds what each of them asks for, one step a line.</summary>
    public List<string> Plans { get; } = [];

    public override bool OnPostgres => database.OnPostgres;

    public override Task<T> Read<T>(Func<Work, Task<T>> read, CancellationToken cancellationToken = default) =>
        database.Read(
            async work =>
            {
                await using var connection = Over(work);

                return await read(new CountedWork(connection, work));
            },
            cancellationToken
        );

    public override Task<T> Write<T>(Func<Work, Task<T>> write, CancellationToken cancellationToken = default) =>
        database.Write(
            async work =>
            {
                await using var connection = Over(work);
                var counted = new CountedWork(connection, work);
                work.AfterCommit(counted.Committed);

                return await write(counted);
            },
            cancellationToken
        );

    private CountedConnection Over(Work work) =>
        OnPostgres ? new NpgsqlConnection(work.Connection, this) : new CountedConnection(work.Connection, this);

    internal override Task Migrate(Func<Work, Task> migrate, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Only what is read or written is counted.");

    public override Problem? ProblemOf(Exception exception) => database.ProblemOf(exception);

    /// <summary>The database belongs to its server.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class CountedWork(DbConnection connection, Work work) : Work(connection)
    {
        public override bool OnPostgres => work.OnPostgres;

        public override Task<long> Horizon() => work.Horizon();

        protected override Task<long> TakeStamp() => work.Stamp();
    }

    /// <summary>Gives out the commands of the connection under it, and closes nothing.</summary>
    private class CountedConnection(DbConnection connection, CountedDatabase counted) : DbConnection
    {
        [AllowNull]
        public override string ConnectionString
        {
            get => connection.ConnectionString;
            set => throw new NotSupportedException();
        }

        public override string Database => connection.Database;
        public override string DataSource => connection.DataSource;
        public override string ServerVersion => connection.ServerVersion;
        public override ConnectionState State => connection.State;

        protected override DbCommand CreateDbCommand() =>
            new CountedCommand(connection.CreateCommand(), counted) { Connection = this };

        public override void Open() => throw new NotSupportedException();

        public override void Close() { }

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
            throw new NotSupportedException();
    }

    /// <summary>Dapper gives PostgreSQL an array as one parameter, and knows it by this name.</summary>
    private sealed class NpgsqlConnection(DbConnection connection, CountedDatabase counted)
        : CountedConnection(connection, counted);

    /// <summary>Notes its text when it is run: PostgreSQL's commands forget theirs when they are given back.</summary>
    private sealed class CountedCommand(DbCommand command, CountedDatabase counted) : DbCommand
    {
        [AllowNull]
        public override string CommandText
        {
            get => command.CommandText;
            set => command.CommandText = value;
        }

        public override int CommandTimeout
        {
            get => command.CommandTimeout;
            set => command.CommandTimeout = value;
        }

        public override CommandType CommandType
        {
            get => command.CommandType;
            set => command.CommandType = value;
        }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; }

        protected override DbTransaction? DbTransaction { get; set; }

        protected override DbParameterCollection DbParameterCollection => command.Parameters;

        protected override DbParameter CreateDbParameter() => command.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            counted.Statements.Add(command.CommandText);
            if (!counted.OnPostgres)
                counted.Plans.Add(Plan());

            return command.ExecuteReader(behavior);
        }

        private string Plan()
        {
            var text = command.CommandText;
            command.CommandText = $"EXPLAIN QUERY PLAN {text}";
            var steps = new List<string>();
            using (var reader = command.ExecuteReader())
                while (reader.Read())
                    steps.Add(reader.GetString(reader.GetOrdinal("detail")));
            command.CommandText = text;

            return string.Join('\n', steps);
        }

        public override int ExecuteNonQuery()
        {
            counted.Statements.Add(command.CommandText);

            return command.ExecuteNonQuery();
        }

        public override object? ExecuteScalar() => throw new NotSupportedException("Only what is read is counted.");

        public override void Prepare() => command.Prepare();

        public override void Cancel() => command.Cancel();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                command.Dispose();
            base.Dispose(disposing);
        }
    }
}
