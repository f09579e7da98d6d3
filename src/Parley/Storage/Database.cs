using Parley.Kernel;

namespace Parley.Storage;

/// <summary>
/// Where everything is kept. Knows transactions and their order, no feature. A write that returned is on disk:
/// SQLite <c>synchronous=FULL</c>, PostgreSQL <c>synchronous_commit=on</c>.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    public abstract bool OnPostgres { get; }

    /// <summary>One snapshot. Keep it to a page of data: a long read holds back clean-up on both databases.</summary>
    public abstract Task<T> Read<T>(Func<Work, Task<T>> read, CancellationToken cancellationToken = default);

    /// <summary>
    /// One transaction, all or none. May run <paramref name="write"/> again when the database asks to, so it must have no other
    /// effect than its statements. Keep it under 5 ms: on SQLite it is the only one that writes.
    /// </summary>
    public abstract Task<T> Write<T>(Func<Work, Task<T>> write, CancellationToken cancellationToken = default);

    /// <summary>As the generic form, without a result.</summary>
    public Task Write(Func<Work, Task> write, CancellationToken cancellationToken = default) =>
        Write(
            async work =>
            {
                await write(work);

                return true;
            },
            cancellationToken
        );

    /// <summary>What a failure of the database means to the caller; null when it means a bug.</summary>
    public abstract Problem? ProblemOf(Exception exception);

    /// <summary>Runs a migration's statements and records it, all or none, under a lock that keeps other nodes out.</summary>
    internal abstract Task Migrate(Func<Work, Task> migrate, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
