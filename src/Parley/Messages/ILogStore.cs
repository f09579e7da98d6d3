using Parley.Storage;

namespace Parley.Messages;

/// <summary>How the log stands in one kind of database. One batch at a time.</summary>
internal interface ILogStore : IAsyncDisposable
{
    /// <summary>Runs a batch in one transaction: committed and on disk when it returns, nothing of it stored when it throws.</summary>
    Task Run(Func<ILogTransaction, Task> batch);
}

internal interface ILogTransaction
{
    /// <summary>For deeds.</summary>
    Work Work { get; }

    /// <summary>Locks the conversations in the order of their rows and adds what the query asks for to the state.</summary>
    Task Load(LogQuery query, LogState state);

    /// <summary>Reserves row numbers that are greater than those of all messages in the conversations that this transaction locked.</summary>
    Task<IReadOnlyList<long>> TakeRows(int count);

    Task Write(LogChanges changes);
}
