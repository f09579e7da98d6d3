using System.Data;
using Npgsql;
using Parley.Kernel;

namespace Parley.Storage.Postgres;

/// <summary>PostgreSQL, shared by any number of nodes.</summary>
internal sealed class PostgresDatabase : Database
{
    private const int MaxTries = 4;

    // Any number that no other program takes: it keeps two nodes from migrating at once.
    private const long MigrationLock = 0x5041524C4559;

    public PostgresDatabase(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "parley",
            MaxAutoPrepare = 200,
        };
        // A session default of the server must not weaken rule 1, nor may a transaction that hangs hold back the feed's horizon.
        builder.Options =
            "-c synchronous_commit=on -c lock_timeout=2s -c statement_timeout=30s -c idle_in_transaction_session_timeout=30s";
        Source = NpgsqlDataSource.Create(builder.ConnectionString);
    }

    public NpgsqlDataSource Source { get; }

    public override bool OnPostgres => true;

    public override async Task<T> Read<T>(Func<Work, Task<T>> read, CancellationToken cancellationToken = default)
    {
        await using var connection = await Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellationToken
        );

        return await read(new PostgresWork(connection));
    }

    public override async Task<T> Write<T>(Func<Work, Task<T>> write, CancellationToken cancellationToken = default)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await WriteOnce(write, cancellationToken);
            }
            catch (PostgresException failure) when (MayTryAgain(failure) && tries < MaxTries)
            {
                await Task.Delay(Random.Shared.Next(5, 50) * tries, cancellationToken);
            }
        }
    }

    internal override Task Migrate(Func<Work, Task> migrate, CancellationToken cancellationToken) =>
        Write(
            async work =>
            {
                // Another node may be migrating a large table for minutes; waiting for it is not an error.
                await work.Execute("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0");
                await work.Execute("SELECT pg_advisory_xact_lock(@MigrationLock)", new { MigrationLock });
                await migrate(work);
            },
            cancellationToken
        );

    private async Task<T> WriteOnce<T>(Func<Work, Task<T>> write, CancellationToken cancellationToken)
    {
        await using var connection = await Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var work = new PostgresWork(connection);
        var result = await write(work);
        await transaction.CommitAsync(cancellationToken);
        work.Committed();

        return result;
    }

    private static bool MayTryAgain(PostgresException failure) =>
        failure.SqlState
            is PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.LockNotAvailable
                // Two looked, found nothing and inserted: the second try finds what the other made.
                or PostgresErrorCodes.UniqueViolation;

    public override Problem? ProblemOf(Exception exception) =>
        exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory } =>
                Problem.StorageFull,
            PostgresException failure
                when MayTryAgain(failure) || failure.SqlState.StartsWith("57", StringComparison.Ordinal) =>
                Problem.Unavailable,
            PostgresException => null,
            NpgsqlException => Problem.Unavailable, // the connection, not the statement
            _ => null,
        };

    public override ValueTask DisposeAsync() => Source.DisposeAsync();
}
